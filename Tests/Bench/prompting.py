"""The prompt library: 500 prompts beside 50,000, each with ten versions and some with pictures."""

import contextlib
import http.client
import json
import pathlib
import random
import sqlite3
import statistics
import tempfile
import time

from load import Figures
from programs import serve
from stock import PEOPLE, bare, say
from table import Row
from words import Prompts

SIZES = (500, 50_000)
VERSIONS = 10
TAGS = ["Winter", "Portraits", "Client A", "Poster", "Faces", "Landscapes", "Moods", "Series 3"]
MODELS = ["sdxl1.0-dreamshaper", "sdxl1.0-realvis", None]
# Each fills a page in either size: what differs is how much lies around it.
PATHS = {"list": "/prompts", "search": "/prompts?q=portrait+light", "facets": "/prompts?q=of+tag%3Awinter",
         "page": "/prompts/{middle}", "version": "/prompts/{middle}/versions/5"}
REPEATS = 200


def prompts(bench):
    bench.rest()
    with contextlib.ExitStack() as stack:
        houses = []
        for size in SIZES:
            folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="contactsheet-bench-")))
            say(f"filling a library of {size:,} prompts")
            fill(folder, size)
            houses.append((size, stack.enter_context(serve(folder))))
        for what, path in PATHS.items():
            runs = {size: [] for size, _ in houses}
            cpu = {}
            connections = {size: http.client.HTTPConnection(house.address.split("//")[1]) for size, house in houses}
            for size, house in houses:
                for _ in range(20):
                    fetch(connections[size], path.format(middle=size // 2))
                cpu[size] = -house.processor()
            # In turn, so that what disturbs the machine disturbs both.
            for number in range(REPEATS):
                for size, _ in houses:
                    # Every page anew: with another parameter that nobody reads it is no page that was kept.
                    address = path.format(middle=size // 2)
                    address += ("&" if "?" in address else "?") + f"round={number}"
                    runs[size].append(fetch(connections[size], address))
            for size, house in houses:
                cpu[size] = (cpu[size] + house.processor()) / REPEATS * 1000
                connections[size].close()
            small, large = (statistics.median(runs[size]) for size in SIZES)
            times = sorted(runs[SIZES[1]])
            ratio = statistics.median(b / a for a, b in zip(runs[SIZES[0]], runs[SIZES[1]]))
            yield Row(f"prompts, {what}: {SIZES[1]:,} beside {SIZES[0]}",
                      Figures(1000 / large, large, times[len(times) * 99 // 100], cpu[SIZES[1]]),
                      f"{ratio:.2f} × ({small:.2f} ms)", "1.3 ×", ratio <= 1.3)


def fetch(connection, path):
    """Milliseconds from request to answer."""
    begun = time.monotonic()
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status == 200, (answer.status, path)
    assert path.startswith("/prompts/") or text.count(b'<li class="entry">') == 30, path
    return (time.monotonic() - begun) * 1000


def fill(folder, count):
    """Prompts of a year, in the schema as the program makes it; every tenth has pictures."""
    with serve(folder):
        pass
    database = sqlite3.connect(folder / "contactsheet.sqlite", isolation_level=None)
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY")
    database.execute("BEGIN")
    with bare(database):
        Filling(database, count).run()
    database.execute("INSERT INTO prompt_text (prompt_text) VALUES ('rebuild')")
    database.execute("INSERT INTO image_text (image_text) VALUES ('rebuild')")
    for table, rows in [("prompt_facet", "prompt"), ("facet", "image")]:
        database.execute(
            f"WITH counted AS MATERIALIZED (SELECT json_each.value AS id, count(*) AS count FROM {rows},"
            f" json_each({rows}.facets) GROUP BY 1) UPDATE {table} SET count ="
            f" coalesce((SELECT counted.count FROM counted WHERE counted.id = {table}.id), 0)")
    database.execute("COMMIT")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("ANALYZE")
    database.close()


class Filling:
    def __init__(self, database, count):
        self.database, self.count = database, count
        self.dice = random.Random(5)
        self.facets = {(kind, value): id for id, kind, value in
                       database.execute("SELECT id, kind, value FROM prompt_facet").fetchall()}

    def facet(self, kind, value, label=""):
        if (kind, value) not in self.facets:
            row = self.database.execute("INSERT INTO prompt_facet (kind, value, label) VALUES (?, ?, ?) RETURNING id",
                                        (kind, value, label))
            self.facets[kind, value] = row.fetchone()[0]
        return self.facets[kind, value]

    def picture_facet(self, kind, value):
        self.database.execute("INSERT OR IGNORE INTO facet (kind, value) VALUES (?, ?)", (kind, value))
        return self.database.execute("SELECT id FROM facet WHERE kind = ? AND value = ?", (kind, value)).fetchone()[0]

    def run(self):
        dice = self.dice
        for id, name in enumerate(PEOPLE[1:], 1):
            self.database.execute("INSERT INTO user (id, name) VALUES (?, ?)", (id, name))
        texts = Prompts().some(self.count * VERSIONS)
        end = int(time.time() * 1000)
        step = 365 * 86_400_000 // self.count
        prompts, versions, generations, images = [], [], [], []
        all_facet = self.facets["all", 0]
        for id in range(1, self.count + 1):
            person, model = dice.randrange(len(PEOPLE)), dice.choice(MODELS)
            tags = dice.sample(TAGS, dice.randrange(0, 3))
            moment = end - (self.count - id) * step - 10_000
            for number in range(1, VERSIONS + 1):
                text, negative = next(texts)
                title = " ".join(text.split()[:4])[:80]
                versions.append((id, number, title, text, negative, "", ",".join(tags), model,
                                 json.dumps({"num_inference_steps": 30}, separators=(",", ":")), f"step {number}", person,
                                 moment + number))
            facets = [all_facet, self.facet("person", person)] + [self.facet("tag", tag.lower(), tag) for tag in tags]
            if model:
                facets.append(self.facet("model", model))
            prompts.append((id, f"{id:032x}", (moment + VERSIONS) * 1024, VERSIONS, title,
                            "[" + ",".join(map(str, facets)) + "]", person))
            if id % 10 == 0:
                self.pictures(id, moment, generations, images)
            if len(prompts) == 5000:
                self.write(prompts, versions, generations, images)
        self.write(prompts, versions, generations, images)

    def pictures(self, prompt, moment, generations, images):
        """Six, of versions 3 to 8."""
        kinds = [("all", 0), ("model", MODELS[0]), ("prompt", prompt)]
        facets = "[" + ",".join(str(self.picture_facet(*kind)) for kind in kinds) + "]"
        for version in range(3, 9):
            id = prompt * 10 + version
            generations.append((id, MODELS[0], "{}", "a picture", 1, "bench", "completed", moment, moment, prompt, version))
            images.append((id, (moment + version) * 1024, id, MODELS[0], facets, self.dice.randrange(6), id, f"{id:064x}",
                           f"images/{id:064x}.png", moment, prompt, version))

    def write(self, *rows):
        tables = [
            ("prompt", "id, key, place, version, title, facets, user_id"),
            ("prompt_version", "prompt_id, number, title, text, negative_text, notes, tags, model, parameters, message,"
                               " user_id, created_at"),
            ("generation", "id, model, request, prompt, samples, service, state, created_at, finished_at, prompt_id,"
                           " prompt_version"),
            ("image", "id, place, generation_id, model, facets, rating, dice, sha256, path, created_at, prompt_id,"
                      " prompt_version, sample, format, width, height, bytes, perceptual_hash, colour"),
        ]
        for (table, columns), some in zip(tables, rows):
            more = (0, "png", 1024, 1024, 1, 0, "#808080") if table == "image" else ()
            marks = ", ".join("?" * len(columns.split(",")))
            self.database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", (row + more for row in some))
            some.clear()
