"""A collection as a folder and as a zip, by the command, beside a serving program."""

import json
import os
import subprocess
import urllib.request
import zipfile

import pytest

BINARY = os.environ["CONTACTSHEET_BINARY"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SEGMIND_")}


class Served:
    """A program that serves its sandbox's pictures."""

    def __init__(self, folder):
        self.data = folder
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--data", folder], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
        )
        self.address = self.process.stdout.readline().strip().removeprefix("listening on ")

    def post(self, path, body):
        data = json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def make(self, prompt, seed):
        parameters = {"prompt": prompt, "seed": seed}
        made = self.post("/api/generations", {"model": "sdxl1.0-dreamshaper", "parameters": parameters})
        with urllib.request.urlopen(f"{self.address}/generations/{made['id']}/events", timeout=60) as events:
            assert any(line.strip() == b"event: end" for line in events)
        return made["id"]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("export") / "data")
    for number in range(3):
        served.make(f"a <pear> {number}", 100 + number)
    served.post("/api/collections", {"name": "Book cover", "description": "For <March>", "ids": [2, 3, 1]})
    served.post("/api/collections", {"name": "Smart", "search": "seed:101"})
    yield served
    served.process.terminate()
    assert served.process.wait(timeout=20) == 0


def export(served, *arguments, code=0):
    command = [BINARY, "export", "collection", *arguments, "--data", served.data]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, env=ENVIRONMENT)
    assert ended.returncode == code, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


def test_a_folder_and_a_zip_hold_the_same_in_the_collections_order(served, tmp_path):
    folder, file = tmp_path / "out" / "cover", tmp_path / "cover.zip"
    assert "3 pictures of “Book cover”" in export(served, "book COVER", folder)
    export(served, "Book cover", file)
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == names
        pictures = json.loads(archive.read("pictures.json"))
        assert all(archive.read(name) == (folder / name).read_bytes() for name in names if name.startswith("pictures/"))
    assert [picture["id"] for picture in pictures] == [2, 3, 1]
    assert [picture["parameters"]["seed"] for picture in pictures] == [101, 102, 100]
    page = (folder / "index.html").read_text()
    assert "For &lt;March&gt;" in page and "a &lt;pear&gt; 1" in page
    assert all((folder / picture["file"]).stat().st_size > 1000 for picture in pictures)
    assert not list(tmp_path.glob("*.part"))


def test_a_smart_one_holds_what_its_search_finds(served, tmp_path):
    assert "1 picture of “Smart”" in export(served, "smart", tmp_path / "smart")
    assert [picture["id"] for picture in json.loads((tmp_path / "smart" / "pictures.json").read_text())] == [2]


def test_what_is_there_is_not_written_over(served, tmp_path):
    kept = tmp_path / "kept.zip"
    kept.write_text("mine")
    assert "is there already" in export(served, "Book cover", kept, code=2)
    assert kept.read_text() == "mine"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").write_text("mine")
    assert "is there already" in export(served, "Book cover", tmp_path / "full", code=2)
    (tmp_path / "bare").mkdir()
    export(served, "Book cover", tmp_path / "bare")


def test_what_does_not_exist_is_said(served, tmp_path):
    assert "No collection is called “nothing”" in export(served, "nothing", tmp_path / "x", code=2)
    assert not (tmp_path / "x").exists()
