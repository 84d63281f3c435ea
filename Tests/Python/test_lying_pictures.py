"""Pictures that lie: brought by the browser's route and from a folder, each is refused with a sentence or kept as what
it is, and none takes the memory or leaves the data folder."""

import hashlib
import json
import os
import pathlib
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import lies
import pytest
import tools

BINARY = os.environ["CONTACTSHEET_BINARY"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SEGMIND_")}
# A picture of 64 million pixels may be decoded; nothing may cost more than a few of those, in KiB.
MOST_MEMORY = 1_200_000


class Served:
    def __init__(self, data):
        self.data = data
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--data", data], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
        )
        self.address = self.process.stdout.readline().removeprefix("listening on ").strip()

    def send(self, path, data=None, type="application/octet-stream"):
        request = urllib.request.Request(self.address + path, data, {"Content-Type": type})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def bring(self, name, content):
        status, _, body = self.send("/api/import?" + urllib.parse.urlencode({"name": name}), content)
        return status, json.loads(body)

    def most_memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0])

    def files(self):
        return {path for path in self.data.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    served = Served(tmp_path_factory.mktemp("lies") / "data")
    yield served
    served.process.terminate()
    assert served.process.wait(timeout=20) == 0


@pytest.mark.parametrize("name", lies.REFUSED)
def test_what_is_no_picture_is_refused_with_a_sentence(served, name):
    before = len(served.files())
    status, said = served.bring(name, lies.REFUSED[name])
    assert status == 400 and said["error"].endswith("."), said
    assert len(served.files()) == before
    assert served.most_memory() < MOST_MEMORY


@pytest.mark.parametrize("name", lies.TAKEN)
def test_what_is_a_picture_and_more_is_served_as_a_picture(served, name):
    content = lies.TAKEN[name]
    status, brought = served.bring(name, content)
    assert status == 201, brought
    digest = hashlib.sha256(content).hexdigest()
    for path in [f"/files/{digest}", f"/thumbnails/{digest}", f"/images/{brought['image']}/download"]:
        status, headers, body = served.send(path)
        assert status == 200 and headers["Content-Type"] in ("image/png", "image/jpeg", "image/webp")
        assert headers["X-Content-Type-Options"] == "nosniff"
        if path.startswith("/files"):
            assert body == content
    assert served.send(f"/images/{brought['image']}")[0] == 200
    assert served.most_memory() < MOST_MEMORY


@pytest.mark.parametrize("number", range(len(lies.NAMES)))
def test_a_files_name_is_never_a_path(served, number):
    name = lies.NAMES[number]
    before = {path.parent.relative_to(served.data).parts for path in served.files()}
    content = tools.png({"parameters": tools.infotext("a name")}, colour=(1, 2, number))
    status, said = served.bring(name, content)
    assert status in (201, 414), said
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A").encode()
    body = (
        b"--b\r\nContent-Disposition: form-data; name=\"pictures\"; filename=\"" + quoted + b"\"\r\n"
        b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--b--\r\n"
    )
    assert served.send("/import", body, "multipart/form-data; boundary=b")[0] == 200
    page = json.loads(served.send("/api/images?q=name")[2])
    assert page["images"][0]["sha256"] == hashlib.sha256(content).hexdigest()
    status, headers, shown = served.send(f"/images/{page['images'][0]['id']}")
    assert status == 200 and b"\0" not in shown and b"\x1b" not in shown and b"onerror=alert(1)>" not in shown
    _, headers, _ = served.send(f"/images/{page['images'][0]['id']}/download")
    assert all(mark not in headers["Content-Disposition"] for mark in ["/", "\\", "\r", "\n", ".."])
    # Beside the pictures' own folders, named by their hash, there is nothing new.
    new = {path.parent.relative_to(served.data).parts for path in served.files()} - before
    assert all(parts[0] in ("images", "thumbnails") for parts in new), new
    assert not pathlib.Path("/tmp/evil.png").exists() and not pathlib.Path("/etc/evil.png").exists()


def test_a_folder_of_lies_is_brought_as_far_as_it_is_true(tmp_path):
    data, folder = tmp_path / "data", tmp_path / "pictures"
    house = Served(data)
    house.process.terminate()
    assert house.process.wait(timeout=20) == 0
    folder.mkdir()
    for name, content in {**lies.REFUSED, **lies.TAKEN}.items():
        (folder / name).write_bytes(content)
    # Those that a file system takes, but for hidden ones, which the import passes over.
    hostile = [name for name in lies.NAMES if 0 < len(name.encode()) < 256 and not set("/\0") & set(name)
               and not name.startswith(".")]
    for number, name in enumerate(hostile):
        (folder / name).write_bytes(tools.png({"parameters": tools.infotext("a name")}, colour=(9, 9, number)))
    (folder / "link.png").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.png")
    command = [BINARY, "import", "folder", folder, "--data", data]
    ended = subprocess.run(command, capture_output=True, timeout=120, env=ENVIRONMENT)
    assert ended.returncode in (0, 1), ended.stderr
    assert b"\x1b" not in ended.stdout + ended.stderr
    house = Served(data)
    try:
        images = json.loads(house.send("/api/images?limit=100")[2])["images"]
        kept = {image["sha256"] for image in images}
        assert {hashlib.sha256(content).hexdigest() for content in lies.TAKEN.values()} <= kept
        assert len(json.loads(house.send("/api/images?limit=100&q=name")[2])["images"]) == len(hostile)
        for image in images:
            for path in [f"/files/{image['sha256']}", f"/thumbnails/{image['sha256']}"]:
                status, headers, _ = house.send(path)
                # What cannot be decoded has a plain drawing for a thumbnail.
                types = ["image/png", "image/jpeg", "image/webp"] if status == 200 else ["image/svg+xml"]
                assert status in (200, 503) and headers["Content-Type"] in types
                assert headers["X-Content-Type-Options"] == "nosniff"
            assert house.send(f"/images/{image['id']}")[0] == 200
        assert house.most_memory() < MOST_MEMORY
    finally:
        house.process.terminate()
        assert house.process.wait(timeout=20) == 0
