"""Real pictures for the measured libraries: painted by the sandbox, stored and thumbnailed by the program itself."""

import hashlib
import json
import os
import pathlib
import random
import sqlite3
import struct
import urllib.request
import zlib

from programs import ROOT, Program, serve

PAINTED = 240
COPIES = 6000  # their thumbnails, some 13 kB each, are more than the cache holds
SHAPES = [(1024, 1024), (896, 1152), (1152, 896), (832, 1216), (1344, 768)]
SMALL = [(512, 512), (512, 640), (640, 512), (512, 768)]
COLUMNS = "sha256, path, format, width, height, bytes, perceptual_hash, colour"


def paint(folder, painted=PAINTED, copies=COPIES):
    """Fills a data folder with pictures; its database then lists them."""
    models = json.loads((ROOT / "Sources/Catalog/models.json").read_text())["models"]
    slugs = [model["slug"] for model in models]
    with Program("sandbox", "--port", "0", "--latency", "0") as sandbox:
        environment = {"SEGMIND_API_KEY": "bench", "SEGMIND_BASE_URL": sandbox.address}
        with serve(folder, **environment) as house:
            ids = [ask(house, slugs, number) for number in range(painted)]
            for id in ids:
                with urllib.request.urlopen(f"{house.address}/generations/{id}/events", timeout=300) as events:
                    next(line for line in events if line.strip() == b"event: end")
    database = sqlite3.connect(folder / "contactsheet.sqlite")
    files = database.execute(f"SELECT {COLUMNS} FROM image").fetchall()
    dice = random.Random(3)
    small = [file for file in files if file[3] * file[4] < 500_000]
    for number in range(copies):
        add_copy(database, folder, dice.choice(small), number)
    add_large(database, folder)
    database.commit()
    database.close()
    with serve(folder) as house:
        urllib.request.urlopen(f"{house.address}/thumbnails/{large_hash(folder)}").read()


def ask(house, slugs, number):
    slug = slugs[number % len(slugs)]
    width, height = (SHAPES if number % 2 else SMALL)[number % 4]
    if "newreality" in slug:
        width, height = 1024, 1024
    text = f"picture {number} of a {['harbour', 'fox', 'mountain', 'pear', 'comet'][number % 5]} at noon, study {number}"
    parameters = {"prompt": text, "seed": number, "img_width": width, "img_height": height}
    body = json.dumps({"model": slug, "parameters": parameters}).encode()
    with urllib.request.urlopen(urllib.request.Request(house.address + "/api/generations", body)) as answer:
        return json.load(answer)["id"]


def add_copy(database, folder, file, number):
    """The same picture with a comment in it: another file to the house, and its thumbnail is the same."""
    old, path, kind = file[0], file[1], file[2]
    assert kind == "jpeg", kind
    bytes = (folder / path).read_bytes()
    comment = f"copy {number}".encode()
    bytes = bytes[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + bytes[2:]
    hash = hashlib.sha256(bytes).hexdigest()
    place(folder, hash, "jpg", bytes)
    link(folder / thumbnail(old), folder / thumbnail(hash))
    insert(database, (hash, str(picture(hash, "jpg")), kind, file[3], file[4], len(bytes), file[6], file[7]))


def add_large(database, folder):
    """Noise does not compress: 1.5 MB."""
    width, height = 720, 700
    rows = random.Random(5).randbytes(width * height * 3)
    data = b"".join(b"\0" + rows[at:at + width * 3] for at in range(0, len(rows), width * 3))
    bytes = png(width, height, [(b"IDAT", zlib.compress(data, 0))])
    hash = hashlib.sha256(bytes).hexdigest()
    place(folder, hash, "png", bytes)
    insert(database, (hash, str(picture(hash, "png")), "png", width, height, len(bytes), 0, "#808080"))


def png(width, height, chunks, colour=2):
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    body = b"".join(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
                    for name, data in [(b"IHDR", head), *chunks, (b"IEND", b"")])
    return b"\x89PNG\r\n\x1a\n" + body


def insert(database, file):
    """Beside the pictures of the first generation: only for the list of files, the measured rows are other ones."""
    database.execute(
        f"INSERT INTO image (place, generation_id, sample, model, facets, dice, created_at, {COLUMNS})"
        " SELECT max(place) + 1, min(generation_id), max(sample) + 1, min(model), '[]', 0, max(created_at),"
        " ?, ?, ?, ?, ?, ?, ?, ? FROM image", file)


def place(folder, hash, ending, bytes):
    path = folder / picture(hash, ending)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes)


def link(old, new):
    new.parent.mkdir(parents=True, exist_ok=True)
    os.link(old, new)


def picture(hash, ending):
    return pathlib.Path(f"images/{hash[:2]}/{hash[2:4]}/{hash}.{ending}")


def thumbnail(hash):
    return pathlib.Path(f"thumbnails/{hash[:2]}/{hash[2:4]}/{hash}.webp")


def large_hash(folder):
    database = sqlite3.connect(folder / "contactsheet.sqlite")
    return database.execute("SELECT sha256 FROM image WHERE format = 'png'").fetchone()[0]
