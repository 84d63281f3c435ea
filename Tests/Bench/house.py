"""What is not a page: files, the start, memory, importing, streams."""

import contextlib
import http.client
import itertools
import json
import pathlib
import random
import selectors
import socket
import sqlite3
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.parse
import urllib.request
import zlib

import pictures
from load import CLIENTS, Figures, middle, ratio, rounds, wrk
from programs import BINARY, Nginx, Program, serve
from table import Row
from words import Prompts

IMPORTED = 20_000
STREAMS = 1000


def files(bench):
    """A hot thumbnail and the large picture, beside nginx on the same files."""
    database = sqlite3.connect(bench.folder / "contactsheet.sqlite")
    large, path = database.execute("SELECT sha256, path FROM image WHERE format = 'png' LIMIT 1").fetchone()
    hashes = [row[0] for row in database.execute("SELECT DISTINCT sha256 FROM image WHERE format = 'jpeg'")]
    small = {hash: (bench.folder / pictures.thumbnail(hash)).stat().st_size for hash in hashes}
    hash = min(small, key=lambda hash: abs(small[hash] - 20_000))
    length = (bench.folder / path).stat().st_size
    with Nginx(bench.folder) as nginx:
        for what, ours, theirs, share in [
            (f"hot thumbnail, {small[hash] / 1000:.1f} kB", f"/thumbnails/{hash}", pictures.thumbnail(hash), 1),
            (f"picture, {length / 1e6:.2f} MB", f"/files/{large}", path, 0.9),
        ]:
            runs = rounds(bench.options.rounds, ours=lambda: bench.wrk(ours),
                          theirs=lambda: wrk(None, f"{nginx.address}/{theirs}", bench.options.seconds))
            reached = ratio(runs["ours"], runs["theirs"])
            beside = f"{reached:.2f} × nginx ({middle(runs['theirs']).rate:,.0f}/s)"
            yield Row(what, middle(runs["ours"]), beside, f"{share} × nginx", reached >= share)


def difference(bench):
    """Two pictures decoded, compared and painted for the first time; then the same again, which is kept."""
    with contextlib.closing(sqlite3.connect(bench.folder / "contactsheet.sqlite")) as database:
        hashes = [row[0] for row in database.execute(
            "SELECT DISTINCT sha256 FROM image WHERE width = 1024 AND height = 1024 ORDER BY sha256 LIMIT 24")]
    pairs = list(itertools.combinations(hashes, 2))
    random.Random(8).shuffle(pairs)
    connection = http.client.HTTPConnection(bench.house.address.split("//")[1])
    for look in ("absolute", "heat"):
        paths = [f"/differences/{one}/{other}?as={look}&gain=4" for one, other in pairs[:100]]
        fetch(connection, paths[0])
        before = bench.house.processor()
        took = sorted(fetch(connection, path) for path in paths[1:])
        cpu = (bench.house.processor() - before) / len(took) * 1000
        kept = fetch(connection, paths[-1])
        middle = statistics.median(took)
        yield Row(f"difference of two 1024², {look}", Figures(1000 / middle, middle, took[-1], cpu),
                  f"{kept:.1f} ms when it is kept", "50 ms", middle < 50)
    connection.close()


def fetch(connection, path):
    """Milliseconds from request to answer."""
    begun = time.monotonic()
    connection.request("GET", path)
    answer = connection.getresponse()
    data = answer.read()
    assert answer.status == 200 and data.startswith(b"\xff\xd8"), (answer.status, path)
    return (time.monotonic() - begun) * 1000


def start(bench):
    bench.rest()
    seconds = []
    for _ in range(5):
        with serve(bench.folder) as house:
            seconds.append(house.seconds)
    took = statistics.median(seconds)
    yield Row("start to first answer", None, f"{took:.3f} s (median of 5)", "0.2 s", took < 0.2)


def memory(bench):
    """At rest, and after a load that fills the caches with all that they may hold."""
    bench.rest()
    with serve(bench.folder) as house:
        time.sleep(5)
        yield Row("memory at rest", Figures(None, None, None, None, house.memory()), parts(house), "60 MB",
                  house.memory() < 60)
        load = 3600 if bench.options.hour else bench.options.load
        paths, most, runs = mixed(bench), 0, []
        until = time.monotonic() + load
        while time.monotonic() < until:
            runs.append(wrk(house, house.address, min(30, load), paths=paths))
            most = max(most, house.memory())
        figures = middle(runs)
        figures.memory = most
        yield Row(f"memory after {load // 60} min of everything", figures, f"at most; {parts(house)}", "200 MB",
                  most < 200)


def parts(house):
    return f"{house.memory('RssAnon'):.0f} MB its own, {house.memory('RssFile'):.0f} MB mapped files"


def mixed(bench):
    """Pages of everywhere, searches, single pictures, more thumbnails than the cache holds."""
    with contextlib.closing(sqlite3.connect(bench.folder / "contactsheet.sqlite")) as database:
        hashes = [row[0] for row in database.execute("SELECT DISTINCT sha256 FROM image")]
        ids = [row[0] for row in database.execute("SELECT id FROM image ORDER BY dice LIMIT 3000")]
    paths = [f"/?before={place}" for place in bench.pages()]
    paths += [f"/thumbnails/{hash}" for hash in hashes]
    paths += [f"/files/{hash}" for hash in hashes[:300]]
    paths += [f"/images/{id}" for id in ids]
    paths += [f"/?q={urllib.parse.quote(word)}" for word in bench.prompts.words[40:3000]]
    random.Random(4).shuffle(paths)
    return paths


def importing(bench):
    """Pictures that another program made, in place, into a library that is already large."""
    aim = "5,000/s"
    help = subprocess.run([BINARY, "import", "--help"], capture_output=True, text=True).stdout
    if "folder" not in help:
        yield Row("import folder --link", None, "the program has no such command", aim, False)
        return
    with tempfile.TemporaryDirectory(prefix="contactsheet-bench-") as source, \
            bench.stock.copy(bench.options.images) as folder:
        length = write_pictures(pathlib.Path(source))
        begun = time.monotonic()
        outcome = subprocess.run([BINARY, "import", "folder", source, "--link", "--data", folder],
                                 capture_output=True, text=True)
        took = time.monotonic() - begun
        assert outcome.returncode == 0, outcome.stdout + outcome.stderr
        with contextlib.closing(sqlite3.connect(folder / "contactsheet.sqlite")) as database:
            count = database.execute("SELECT count(*) FROM image WHERE path GLOB '/*'").fetchone()[0]
        assert count == IMPORTED, f"{count} came in: {outcome.stdout}"
        yield Row(f"import --link, {IMPORTED:,} PNG of {length / 1000:.0f} kB", Figures(count / took, None, None),
                  f"{took:.1f} s in all", aim, count / took >= 5000)


def write_pictures(folder):
    """As AUTOMATIC1111 writes them; the pixels are all the same, the texts are not. Returns the length of one."""
    dice = random.Random(9)
    side, patch = 512, 80
    line = b"\0" + bytes(side * 3)
    rows = [line] * (side - patch) + [b"\0" + dice.randbytes(patch * 3) + bytes((side - patch) * 3)
                                      for _ in range(patch)]
    pixels = zlib.compress(b"".join(rows))
    for number, (prompt, negative) in enumerate(Prompts(seed=12).some(IMPORTED)):
        shelf = folder / f"{number // 1000:03}"
        shelf.mkdir(exist_ok=True)
        text = (f"{prompt}\nNegative prompt: {negative}\nSteps: {20 + number % 3 * 10}, Sampler: Euler a, CFG scale: 7, "
                f"Seed: {dice.randrange(2**32)}, Size: {side}x{side}, Model hash: 31e35c80fc, Model: sd_xl_base_1.0, "
                f"Version: v1.10.1")
        data = pictures.png(side, side, [(b"tEXt", b"parameters\0" + text.encode("latin-1")), (b"IDAT", pixels)])
        (shelf / f"{number:05}-{number}.png").write_bytes(data)
    return len(data)


def streams(bench):
    """Event streams of the queue, open and silent, then all with news once a second, while others page."""
    with Program("sandbox", "--port", "0", "--plain", "--latency", "0") as sandbox, \
            bench.stock.copy(bench.options.images) as folder:
        environment = {"SEGMIND_API_KEY": "bench", "SEGMIND_BASE_URL": sandbox.address}
        with serve(folder, **environment) as house, Streams(house, STREAMS) as open:
            most = open.count
        # Where fewer can be open, some are left out, so that there is room to page beside them.
        wanted = STREAMS if most == STREAMS else max(0, most - 2 * CLIENTS)
        with serve(folder, **environment) as house:
            paths = [f"/?before={place}" for place in bench.pages()[:300]]
            wrk(house, house.address, 60, paths=paths, once=True)
            with Streams(house, wanted) as open:
                for what, news in [("silent", 0), ("a generation a second", 1)]:
                    yield beside(bench, house, open, what, news, paths)


def beside(bench, house, open, what, news, paths):
    with Asking(house, news):
        before = open.bytes
        runs = [wrk(house, house.address, bench.options.seconds, paths=paths) for _ in range(bench.options.rounds)]
        told = (open.bytes - before) / bench.options.seconds / bench.options.rounds
    figures = middle(runs)
    return Row(f"16 page beside {open.count:,} streams, {what}", figures,
               f"{open.count:,} of {STREAMS:,} could be open, {told / 1e6:.2f} MB/s to them", "p99 under 50 ms",
               open.count == STREAMS and figures.p99 < 50)


class Asking:
    """Somebody asks for a picture so many times a second, until the block ends."""

    def __init__(self, house, rate):
        self.house, self.rate, self.ends = house, rate, threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self.ask, daemon=True)
        if self.rate:
            self.thread.start()

    def ask(self):
        while not self.ends.wait(1 / self.rate):
            body = {"model": "sdxl1.0-dreamshaper", "parameters": {
                "prompt": "a pear", "seed": random.randrange(2**32), "img_width": 512, "img_height": 512}}
            urllib.request.urlopen(self.house.address + "/api/generations", json.dumps(body).encode()).read()

    def __exit__(self, *_):
        self.ends.set()
        if self.rate:
            self.thread.join()


class Streams:
    """Open streams of a house, from several addresses, read as they come."""

    def __init__(self, house, count):
        self.host = house.address.split("//")[1]
        self.wanted, self.bytes, self.ends = count, 0, False
        self.selector, self.answered = selectors.DefaultSelector(), set()

    def __enter__(self):
        port = int(self.host.split(":")[1])
        self.sockets = []
        for number in range(self.wanted):
            connection = socket.create_connection(("127.0.0.1", port), 5, (f"127.0.0.{2 + number // 200}", 0))
            connection.sendall(f"GET /queue/events HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode())
            connection.setblocking(False)
            self.selector.register(connection, selectors.EVENT_READ)
            self.sockets.append(connection)
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()
        until = time.monotonic() + 20
        while len(self.answered) < self.wanted and time.monotonic() < until:
            time.sleep(0.1)
        self.count = len(self.answered)
        # What each is told at its beginning is no part of what is measured.
        before = -1
        while before != self.bytes and time.monotonic() < until + 20:
            before = self.bytes
            time.sleep(1)
        return self

    def read(self):
        while not self.ends:
            for key, _ in self.selector.select(0.2):
                with contextlib.suppress(OSError, KeyError, ValueError):
                    data = key.fileobj.recv(1 << 16)
                    self.bytes += len(data)
                    if b" 200 " in data[:20]:
                        self.answered.add(key.fileobj)
                    if not data:
                        self.selector.unregister(key.fileobj)

    def __exit__(self, *_):
        self.ends = True
        self.thread.join()
        for one in self.sockets:
            one.close()
