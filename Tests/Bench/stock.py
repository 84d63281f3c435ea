"""The libraries that are measured: a real program's schema, filled row by row without it, kept between runs."""

import contextlib
import hashlib
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import pictures
from programs import BINARY, ROOT, serve
from words import Prompts

DAY = 86_400_000
PEOPLE = ["", "Ada", "Ben", "Chloe", "Dmitri", "Eva"]
TAGS = ["Poster", "Client A", "Client B", "Print", "Reference", "Sketch", "Web", "Approved", "Too dark", "Hands",
        "Series 3", "Cover"]
COLLECTIONS = ["Exhibition", "Website", "Moods"]
SCHEDULERS = ["DPM++ SDE", "UniPC", "DPM++ 2M Karras", "DPM2 Karras", "Euler a", "DDIM"]
STEPS = [8, 7, 30, 25, 25, 20, 40, 50]
GUIDANCE = [1.2, 1.4, 7.5, 7.0, 7.5, 5.0, 6.5, 9.0]
RARE_MODEL = "dreamlikePhotoreal_v20"  # a checkpoint as an imported picture names it
RARE = 0.0005


class Stock:
    """Makes libraries in a folder, and lends working copies of them."""

    def __init__(self, keep, **sizes):
        """`sizes`: how many pictures are painted and copied, where not as many as the bench needs."""
        self.sizes = sizes
        self.keep = pathlib.Path(keep).resolve()
        self.keep.mkdir(parents=True, exist_ok=True)

    def key(self):
        """The schema as the program makes it, and what fills it: when one of them changes, all is made anew."""
        with tempfile.TemporaryDirectory(prefix="contactsheet-bench-") as folder:
            with serve(folder):
                pass
            with contextlib.closing(sqlite3.connect(f"{folder}/contactsheet.sqlite")) as database:
                schema = "\n".join(row[0] for row in database.execute("SELECT sql FROM sqlite_master WHERE sql <> ''"))
        sources = [(ROOT / "Tests/Bench" / name).read_text() for name in ("stock.py", "pictures.py", "words.py")]
        return hashlib.sha256("\n".join([schema, *sources]).encode()).hexdigest()[:12]

    def library(self, count):
        """The folder of a library of so many images, made if it is not there yet."""
        home = self.keep / self.key()
        for other in self.keep.iterdir():
            if other != home:
                shutil.rmtree(other)
        with made(home / "pictures") as folder:
            if folder:
                pictures.paint(folder, **self.sizes)
        with made(home / str(count)) as folder:
            if folder:
                say(f"filling a library of {count:,} images")
                fill(folder, home / "pictures", count)
        return home / str(count)

    @contextlib.contextmanager
    def copy(self, count):
        """A library that may be written to; its pictures are the kept ones by another link."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="copy-", dir=self.library(count).parent))
        try:
            copy(self.library(count), folder)
            yield folder
        finally:
            shutil.rmtree(folder)


@contextlib.contextmanager
def made(folder):
    """Gives a folder to fill if there is none; it is there once it is whole."""
    if folder.exists():
        yield None
        return
    begun = time.monotonic()
    half = folder.with_name(folder.name + "-half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    yield half
    half.rename(folder)
    say(f"{folder.name} made in {time.monotonic() - begun:.0f} s")


def copy(source, folder):
    shutil.copy(source / "contactsheet.sqlite", folder / "contactsheet.sqlite")
    for name in ("images", "thumbnails"):
        subprocess.run(["cp", "-al", source / name, folder / name], check=True)
    with contextlib.closing(sqlite3.connect(folder / "contactsheet.sqlite")) as database:
        # The trash is as old as it was when the library was made, so that nothing has to be emptied now.
        database.execute("UPDATE image SET trashed_at = trashed_at + ? - (SELECT max(created_at) FROM image)"
                         " WHERE trashed_at IS NOT NULL", (now(),))
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill(folder, painted, count):
    with serve(folder):
        pass
    with contextlib.closing(sqlite3.connect(painted / "contactsheet.sqlite")) as source:
        files = source.execute(f"SELECT {pictures.COLUMNS} FROM image ORDER BY sha256").fetchall()
    random.Random(1).shuffle(files)
    # Of a small library: the large picture, what was painted, and as many copies as have a row.
    files.sort(key=lambda file: (file[2] == "jpeg", file[5] < 150_000))
    files = files[:count]
    for file in files:
        for name in (pathlib.Path(file[1]), pictures.thumbnail(file[0])):
            pictures.link(painted / name, folder / name)
    database = sqlite3.connect(folder / "contactsheet.sqlite", isolation_level=None)
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000;"
                           "PRAGMA temp_store = MEMORY")
    database.execute("BEGIN")
    with bare(database):
        Filling(database, files, count).run()
        say("  rows are there; indexes and counters")
    for table, columns in [("facet", "id"), ("mark", "id")]:
        counted = {
            "facet": "SELECT json_each.value AS id, count(*) AS count FROM image, json_each(image.facets)"
                     " WHERE trashed_at IS NULL GROUP BY 1",
            "mark": "SELECT mark_id AS id, count(*) AS count FROM image_mark JOIN image ON image.id = image_id"
                    " WHERE trashed_at IS NULL GROUP BY 1",
        }[table]
        database.execute(f"WITH counted AS MATERIALIZED ({counted}) UPDATE {table} SET count ="
                         f" coalesce((SELECT counted.count FROM counted WHERE counted.id = {table}.id), 0)")
    database.execute(
        "INSERT INTO spending (service, day, user_id, model, generations, microdollars)"
        " SELECT service, spent_on, user_id, model, count(*), sum(CAST(round(cost_usd * 1e6) AS INTEGER))"
        " FROM generation WHERE cost_usd IS NOT NULL AND spent_on IS NOT NULL GROUP BY 1, 2, 3, 4")
    database.execute(
        "INSERT INTO activity (day, user_id, kind, count, last_at)"
        " SELECT date(image.created_at / 1000, 'unixepoch', 'localtime'), user_id, 'make', count(*),"
        " max(image.created_at) FROM image JOIN generation ON generation.id = generation_id"
        " WHERE service <> 'import' GROUP BY 1, 2")
    say("  the full-text index")
    database.execute("INSERT INTO image_text (image_text) VALUES ('rebuild')")
    database.execute("COMMIT")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()
    if count <= 1000:
        check(folder)


def check(folder):
    """What was filled is a library like any other."""
    outcome = subprocess.run([BINARY, "check", "--data", folder], capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@contextlib.contextmanager
def bare(database):
    """The tables without triggers and indexes, which come back as they were."""
    held = database.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index')"
                            " AND sql IS NOT NULL").fetchall()
    for kind, name, _ in held:
        database.execute(f"DROP {kind} {name}")
    yield
    for kind in ("index", "trigger"):
        for _, _, sql in (row for row in held if row[0] == kind):
            database.execute(sql)


class Filling:
    """Generations and images over three years, oldest first."""

    def __init__(self, database, files, count):
        self.database, self.files, self.count = database, files, count
        self.dice, self.prompts = random.Random(7), Prompts()
        models = json.loads((ROOT / "Sources/Catalog/models.json").read_text())["models"]
        self.prices = {model["slug"]: model["price_usd_listed"] or 0.005 for model in models}
        self.slugs = list(self.prices)
        self.facets = {(kind, value): id for id, kind, value in
                       database.execute("SELECT id, kind, value FROM facet").fetchall()}
        self.last_place = 0

    def facet(self, kind, value):
        if (kind, value) not in self.facets:
            row = self.database.execute("INSERT INTO facet (kind, value) VALUES (?, ?) RETURNING id", (kind, value))
            self.facets[kind, value] = row.fetchone()[0]
        return self.facets[kind, value]

    def run(self):
        for id, name in enumerate(PEOPLE[1:], 1):
            self.database.execute("INSERT INTO user (id, name) VALUES (?, ?)", (id, name))
        end = now()
        times = sorted(self.dice.sample(range(end - 3 * 365 * DAY, end), self.count))
        image, generation = 0, 0
        while image < self.count:
            generations, images = [], []
            for prompt, negative in self.prompts.some(min(20_000, self.count)):
                if image == self.count:
                    break
                generation += 1
                row, rows = self.one(generation, image, times[image], prompt, negative)
                generations.append(row)
                images += rows
                image += len(rows)
            self.write("generation", generations)
            self.write("image", images)
        self.mark(end)

    def write(self, table, rows):
        names = rows[0].keys()
        self.database.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            (tuple(row.values()) for row in rows))

    def one(self, id, first, moment, prompt, negative):
        """A generation with its images; one in two hundred failed and has none."""
        dice = self.dice
        failed = dice.random() < 0.005 and first > 0
        rare = dice.random() < RARE
        model = RARE_MODEL if rare else dice.choice(self.slugs)
        samples = min(dice.choices((1, 2, 4), (86, 4, 10))[0], self.count - first)
        # The first rows take every file once.
        files = [self.files[first + sample] if first + sample < len(self.files) else dice.choice(self.files)
                 for sample in range(samples)]
        width, height = files[0][3], files[0][4]
        person, steps, guidance = dice.randrange(len(PEOPLE)), dice.choice(STEPS), dice.choice(GUIDANCE)
        seed, scheduler = dice.randrange(10**15), dice.choice(SCHEDULERS)
        cost = None if rare or failed else self.prices[model] * samples
        request = {"prompt": prompt, "negative_prompt": negative, "img_width": width, "img_height": height,
                   "seed": seed, "num_inference_steps": steps, "guidance_scale": guidance, "scheduler": scheduler,
                   "samples": samples, "base64": False}
        generation = dict(
            id=id, model=model, request=json.dumps(request), prompt=prompt, negative_prompt=negative, width=width,
            height=height, inference_steps=steps, guidance_scale=guidance, scheduler=scheduler, seed=seed,
            samples=samples, service="bench", state="failed" if failed else "completed",
            request_id=None if rare else f"{dice.getrandbits(128):032x}",
            error="The service could not make it." if failed else None, created_at=moment - 9000,
            submitted_at=None if rare else moment - 8000, finished_at=moment, inference_seconds=4.2, cost_usd=cost,
            user_id=person, price_usd=cost, cost_is_real=0 if rare else 1,
            spent_on=None if cost is None else time.strftime("%Y-%m-%d", time.localtime((moment - 8000) / 1000)),
            tool="AUTOMATIC1111" if rare else None)
        if failed:
            return generation, []
        images = []
        for sample, file in enumerate(files):
            shape = "portrait" if file[3] < file[4] else "landscape" if file[3] > file[4] else "square"
            facets = [("all", 0), ("model", model), ("person", person), ("size", f"{file[3]}x{file[4]}"),
                      ("shape", shape), ("month", month_of(moment)), ("scheduler", scheduler), ("steps", steps),
                      ("guidance", guidance)] + ([("tool", "AUTOMATIC1111")] if rare else [])
            self.last_place = max(moment * 1024, self.last_place + 1)
            rating = dice.choices((1, 2, 3, 4, 5), (1, 1, 3, 3, 2))[0] if dice.random() < 0.1 else 0
            images.append(dict(
                id=first + sample + 1, place=self.last_place, generation_id=id, sample=sample, model=model,
                facets="[" + ",".join(str(self.facet(*facet)) for facet in facets) + "]", seed=seed,
                inference_steps=steps, guidance_scale=guidance, cost=int((cost or 0) * 1e6 / samples + 0.5),
                rating=rating, dice=dice.randrange(1 << 47), sha256=file[0], path=file[1], format=file[2],
                width=file[3], height=file[4], bytes=file[5], perceptual_hash=file[6], colour=file[7],
                created_at=moment, trashed_at=None))
        return generation, images

    def mark(self, end):
        """Favourites, tags, collections, and one in a hundred in the trash of the last weeks."""
        for id, name in enumerate(COLLECTIONS, 1):
            self.database.execute("INSERT INTO collection (id, name, created_at) VALUES (?, ?, ?)", (id, name, end))
        marks = [("favourite", person, "", 0.004) for person in range(len(PEOPLE))]
        marks += [("tag", tag.lower(), tag, 0.03 / 2**number) for number, tag in enumerate(TAGS)]
        marks += [("collection", id, "", 0.002) for id in range(1, len(COLLECTIONS) + 1)]
        for kind, value, label, share in marks:
            mark = self.database.execute("INSERT INTO mark (kind, value, label) VALUES (?, ?, ?) RETURNING id",
                                         (kind, value, label)).fetchone()[0]
            chosen = self.dice.sample(range(1, self.count + 1), max(1, round(self.count * share)))
            # In a collection each has a position, in the order of its coming there.
            position = (lambda number: (1 << 40) + (number << 20)) if kind == "collection" else lambda number: None
            self.database.executemany(
                "INSERT INTO image_mark (mark_id, place, image_id, position)"
                " SELECT ?, place, id, ? FROM image WHERE id = ?",
                ((mark, position(number), id) for number, id in enumerate(sorted(chosen), 1)))
        trashed = self.dice.sample(range(1, self.count + 1), self.count // 100)
        self.database.executemany("UPDATE image SET trashed_at = max(created_at, ?) WHERE id = ?",
                                  ((end - self.dice.randrange(20 * DAY), id) for id in trashed))


def month_of(moment):
    return time.strftime("%Y-%m", time.localtime(moment / 1000))


def now():
    return int(time.time() * 1000)


def say(line):
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    # A small one for tests: prints the folder of a library of so many images, made of a few pictures.
    place, images = sys.argv[1:]
    print(Stock(place, painted=60, copies=0).library(int(images)))
