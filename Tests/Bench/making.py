"""The queue: what a generation costs the program, from wish to stored, and how soon a result is noticed."""

import contextlib
import datetime
import http.client
import json
import os
import pathlib
import random
import shutil
import sqlite3
import statistics
import tempfile
import time
import urllib.request

from programs import Program, serve


def measure():
    rows = [many_generations(distinct=False), many_generations(distinct=True), many_in_flight()]
    print(f"\nThe queue, {os.cpu_count()} cores, the sandbox beside it on the same machine\n")
    print("| what | measured |\n| --- | --- |")
    for what, measured in rows:
        print(f"| {what} | {measured} |")


def many_generations(distinct, count=1000):
    """The same picture over and over is little work to keep: what is left is the queue's own."""
    with Workshop("--latency", "0") as (sandbox, house, folder):
        ask(house, 40, distinct)
        wait_for(folder, 40)
        cpu, pictures, begun = house.processor(), house.decoding(), time.monotonic()
        ask(house, count, distinct)
        wait_for(folder, 40 + count)
        cpu, pictures, wall = house.processor() - cpu, house.decoding() - pictures, time.monotonic() - begun
        name = "512² pictures that all differ" if distinct else "one picture again and again: the queue's own work"
        return (f"{count:,} generations, {name}",
                f"{cpu / count * 1000:.2f} ms of CPU each, {(cpu - pictures) / count * 1000:.2f} ms without libvips' "
                f"threads; {wall / count * 1000:.1f} ms of time")


def many_in_flight(count=1500, in_flight=500, latency=10):
    with Workshop("--latency", str(latency)) as (sandbox, house, folder):
        put(house, "/api/settings", {"in_flight": in_flight})
        # The model's usual time is known, as it is after a few pictures.
        ask(house, 40, False)
        wait_for(folder, 40)
        cpu, begun, most = house.processor(), time.monotonic(), 0
        ask(house, count, False)
        while done(folder) < 40 + count:
            most = max(most, house.memory())
            time.sleep(0.2)
        cpu, wall = house.processor() - cpu, time.monotonic() - begun
        database = sqlite3.connect(folder / "data/contactsheet.sqlite")
        finished = dict(database.execute("SELECT request_id, finished_at FROM generation WHERE id > 40"))
        delays = []
        for line in (folder / "ledger").read_text().splitlines():
            charge = json.loads(line)
            if charge["request_id"] in finished:
                made = datetime.datetime.fromisoformat(charge["time"].replace("Z", "+00:00")).timestamp() + latency
                delays.append(finished[charge["request_id"]] / 1000 - made)
        assert len(delays) == count, len(delays)
        delays.sort()
        return (f"{count:,} generations, {in_flight} in flight, {latency} s each",
                f"{cpu / wall * 100:.0f} % of a core, {most:.0f} MB at most, from made to stored "
                f"{statistics.median(delays):.2f} s (median), {delays[int(count * 0.99)]:.2f} s (99 of 100)")


class Workshop:
    """A sandbox of plain pictures and a house on it."""

    def __init__(self, *options):
        self.options = options

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="contactsheet-bench-"))
        self.stack = contextlib.ExitStack()
        sandbox = self.stack.enter_context(
            Program("sandbox", "--port", "0", "--plain", "--ledger", str(self.folder / "ledger"), *self.options))
        house = self.stack.enter_context(
            serve(self.folder / "data", SEGMIND_API_KEY="bench", SEGMIND_BASE_URL=sandbox.address))
        return sandbox, house, self.folder

    def __exit__(self, *_):
        self.stack.close()
        shutil.rmtree(self.folder)


def ask(house, count, distinct):
    host = house.address.split("//")[1]
    connection = http.client.HTTPConnection(host)
    for number in range(count):
        seed = random.randrange(2**32) if distinct else 7
        body = {"model": "sdxl1.0-dreamshaper", "person": f"person {number % 3}",
                "parameters": {"prompt": "a pear", "seed": seed, "img_width": 512, "img_height": 512}}
        connection.request("POST", "/api/generations", json.dumps(body))
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status == 201, text
    connection.close()


def put(house, path, value):
    urllib.request.urlopen(urllib.request.Request(house.address + path, json.dumps(value).encode(), method="PUT"))


def done(folder):
    with contextlib.closing(sqlite3.connect(folder / "data/contactsheet.sqlite", timeout=10)) as database:
        rows = dict(database.execute("SELECT state, count(*) FROM generation GROUP BY state"))
        assert not rows.keys() & {"failed", "unresolved"}, rows
        return rows.get("completed", 0)


def wait_for(folder, count):
    while done(folder) < count:
        time.sleep(0.05)
