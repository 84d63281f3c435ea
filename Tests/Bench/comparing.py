"""Models side by side: a comparison of as many cells as there may be, made and shown."""

import contextlib
import http.client
import json
import sqlite3
import statistics
import time
import urllib.request

from load import Figures
from programs import serve
from table import Row

MODELS = ["sdxl1.0-realdream-lightning", "sdxl1.0-newreality-lightning", "sdxl1.0-dreamshaper",
          "sdxl1.0-yamers-realistic", "sdxl1.0-realvis"]
SEEDS = 200
# Nobody listens there: the queue waits, and nothing is painted meanwhile.
NOBODY = {"SEGMIND_API_KEY": "none", "SEGMIND_BASE_URL": "http://127.0.0.1:9"}


def comparing(bench):
    bench.rest()
    shown = finished(bench.folder)
    with serve(bench.folder, **NOBODY) as house:
        took = [make(house, f"a lantern {number}") for number in range(5)]
        middle = statistics.median(took)
        yield Row("a comparison of 1,000 cells is made", Figures(None, middle * 1000, max(took) * 1000),
                  f"{middle:.2f} s (median of 5)", "1 s", middle < 1)
        connection = http.client.HTTPConnection(house.address.split("//")[1])
        fetch(connection, f"/comparisons/{shown}")
        before = house.processor()
        times = sorted(fetch(connection, f"/comparisons/{shown}") for _ in range(50))
        cpu = (house.processor() - before) / 50 * 1000
        middle = statistics.median(times)
        yield Row("its sheet with 1,000 pictures", Figures(1000 / middle, middle, times[-1], cpu), "", "100 ms",
                  middle < 100)
        connection.close()


def make(house, prompt):
    body = {"prompt": prompt, "models": MODELS, "axes": [{"parameter": "seed", "values": f"1-{SEEDS}"}]}
    request = urllib.request.Request(house.address + "/api/comparisons", json.dumps(body).encode())
    begun = time.monotonic()
    with urllib.request.urlopen(request) as answer:
        assert len(json.load(answer)["cells"]) == len(MODELS) * SEEDS
    return time.monotonic() - begun


def finished(folder):
    """A comparison whose pictures are all there: its rows, over pictures that the library has anyway."""
    plan = {"prompt": "a lantern", "negativePrompt": "", "models": MODELS, "parameters": {},
            "axes": [{"subject": "seed", "values": [str(seed) for seed in range(SEEDS)]}]}
    with contextlib.closing(sqlite3.connect(folder / "contactsheet.sqlite")) as database, database:
        row = "INSERT INTO comparison (name, plan, service, created_at) VALUES ('a lantern', ?, 'bench', 0)"
        number = database.execute(row, [json.dumps(plan)]).lastrowid
        values = [(0, "model", MODELS), (1, "seed", plan["axes"][0]["values"])]
        database.executemany("INSERT INTO comparison_value VALUES (?, ?, ?, ?, ?)", [
            (number, axis, place, name, value) for axis, name, all in values for place, value in enumerate(all)])
        made = [row[0] for row in database.execute(
            "SELECT DISTINCT generation_id FROM image WHERE trashed_at IS NULL LIMIT ?", [len(MODELS) * SEEDS])]
        cells = [(number, x, y, made[x * SEEDS + y]) for x in range(len(MODELS)) for y in range(SEEDS)]
        database.executemany(
            "INSERT INTO comparison_cell (comparison_id, x, y, z, generation_id) VALUES (?, ?, ?, 0, ?)", cells)
    return number


def fetch(connection, path):
    """Milliseconds from request to answer."""
    begun = time.monotonic()
    connection.request("GET", path)
    answer = connection.getresponse()
    data = answer.read()
    assert answer.status == 200 and data.count(b'class="cell cell-') == len(MODELS) * SEEDS, answer.status
    return (time.monotonic() - begun) * 1000
