"""`contactsheet import folder` brings other programs' pictures, and says what it did."""

import hashlib
import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
import tools

BINARY = os.environ["CONTACTSHEET_BINARY"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SEGMIND_")}


class House:
    """A data folder beside a folder of pictures."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.pictures = folder / "pictures"
        self.pictures.mkdir()
        with self.serving():
            pass

    def serving(self):
        return Serving(self.data)

    def put(self, name, content):
        path = self.pictures / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def command(self, *arguments):
        return [BINARY, "import", "folder", self.pictures, "--data", self.data, *arguments]

    def bring(self, *arguments, code=0):
        """Runs the import; returns what it said."""
        ended = subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=120, env=ENVIRONMENT)
        assert ended.returncode == code, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr

    def check(self, *arguments, code=0):
        ended = subprocess.run(
            [BINARY, "check", "--data", self.data, *arguments], capture_output=True, text=True, timeout=120,
            env=ENVIRONMENT,
        )
        assert ended.returncode == code, ended.stdout + ended.stderr
        return ended.stdout

    def rows(self, question):
        database = sqlite3.connect(self.data / "contactsheet.sqlite")
        try:
            return database.execute(question).fetchall()
        finally:
            database.close()


class Serving:
    """A program on the data folder, with the built-in sandbox."""

    def __init__(self, data):
        self.data = data

    def __enter__(self):
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--data", self.data], stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
        )
        self.address = self.process.stdout.readline().removeprefix("listening on ").strip()
        assert self.address.startswith("http://")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait(timeout=20) == 0

    def get(self, path):
        with urllib.request.urlopen(self.address + path) as answer:
            return answer.read()

    def find(self, search):
        """The images that a search finds."""
        return json.loads(self.get("/api/images?" + urllib.parse.urlencode({"q": search})))["images"]


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


NOVEL_AI = json.dumps({
    "prompt": "a fox in novels", "steps": 28, "height": 24, "width": 16, "scale": 5.0, "seed": 4711,
    "noise_schedule": "karras", "sampler": "k_euler", "uc": "lowres",
})
SWARM = json.dumps({"sui_image_params": {
    "prompt": "a fox in a swarm", "negativeprompt": "dog", "seed": 4711, "steps": 20, "cfgscale": 7.0, "width": 16,
    "height": 24, "model": "OfficialStableDiffusion/sd_xl_base_1.0", "sampler": "euler", "scheduler": "karras",
    "swarm_version": "0.9.3.1"}})
INVOKE = json.dumps({
    "app_version": "3.3.0", "generation_mode": "txt2img", "positive_prompt": "a fox invoked",
    "negative_prompt": "blur", "width": 16, "height": 24, "seed": 4711, "cfg_scale": 7.5, "steps": 24,
    "scheduler": "dpmpp_2m_k", "model": {"name": "dreamshaper", "base": "sdxl", "type": "main"}})
FOOOCUS = json.dumps({
    "base_model": "juggernautXL_v8", "full_prompt": ["a fox"], "full_negative_prompt": [], "guidance_scale": 4,
    "metadata_scheme": "fooocus", "negative_prompt": "blurry", "performance": "Speed", "prompt": "a fox in fooocus",
    "resolution": "(16, 24)", "sampler": "dpmpp_2m_sde_gpu", "scheduler": "karras", "seed": "4711", "steps": 30,
    "styles": "[]", "version": "Fooocus v2.5.5"})

WRITTEN = {
    "automatic1111": tools.png({"parameters": tools.infotext("a fox by the web page, café ✓")}),
    "automatic1111 as JPEG": tools.jpeg(tools.infotext("a fox in a JPEG")),
    "automatic1111 as WebP": tools.webp(tools.infotext("a fox in a WebP")),
    "comfyUI": tools.png({"prompt": tools.comfy_graph("a fox in a graph")}),
    "invokeAI": tools.png({"invokeai_metadata": INVOKE}),
    "swarmUI": tools.png({"parameters": SWARM}),
    "novelAI": tools.png({
        "Title": "NovelAI generated image", "Description": "a fox in novels", "Software": "NovelAI",
        "Source": "NovelAI Diffusion V4", "Comment": NOVEL_AI}),
    "fooocus": tools.png({"fooocus_scheme": "fooocus", "parameters": FOOOCUS}),
}


@pytest.mark.parametrize("link", [False, True], ids=["copied", "in place"])
def test_what_each_tool_writes_is_found(house, link):
    paths = {name: house.put(f"{name}.bin", content) for name, content in WRITTEN.items()}
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths.values()}
    said = house.bring(*(["--link"] if link else []))
    assert said.startswith("Brought 8 pictures.\nOf these 3 by AUTOMATIC1111 or Forge, ")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths.values()} == before
    with house.serving() as served:
        for name, content in WRITTEN.items():
            [found] = served.find({
                "automatic1111": "fox café from:automatic1111 model:juggernautXL sampler:\"DPM++ 2M Karras\"",
                "automatic1111 as JPEG": "\"in a JPEG\" steps:20 cfg:7",
                "automatic1111 as WebP": "\"in a WebP\" size:16x24",
                "comfyUI": "graph from:comfyUI cfg:6.5", "invokeAI": "invoked tool:invokeAI steps:24",
                "swarmUI": "swarm from:swarmUI", "novelAI": "novels from:novelAI steps:28",
                "fooocus": "fooocus from:fooocus model:juggernautXL_v8",
            }[name])
            assert found["seed"] == 4711 and found["sha256"] == hashlib.sha256(content).hexdigest()
            assert served.get(found["url"]) == content
            assert served.get(found["thumbnail_url"])[8:12] == b"WEBP"
            assert served.get(f"/images/{found['id']}").count(b"fox") > 0
        assert len(served.find("seed:4711 portrait")) == 0 and len(served.find("seed:4711 size:portrait")) == 8
    stored = [path for path in (house.data / "images").rglob("*") if path.is_file()]
    assert len(stored) == (0 if link else 8)
    house.check()


def test_what_is_no_picture_or_broken_is_counted_and_named(house):
    whole = tools.png({"parameters": tools.infotext("a whole fox")})
    house.put("whole.png", whole)
    house.put("sub/renamed.txt", tools.jpeg())
    house.put("cut/short.png", whole[:-30])
    house.put("cut/header.jpg", tools.JPEG[:40])
    house.put("notes.txt", b"no picture")
    house.put("empty.png", b"")
    house.put(".hidden/fox.png", tools.png(colour=(1, 2, 3)))
    house.put("._fox.png", tools.png(colour=(1, 2, 4)))
    said = house.bring(code=1)
    assert said.splitlines() == [
        "cut/header.jpg: The picture is damaged or cut short and cannot be opened.",
        "cut/short.png: The picture is damaged or cut short and cannot be opened.",
        "Brought 2 pictures, 2 not pictures, 2 that could not be read.",
        "Of these 1 by AUTOMATIC1111 or Forge, 1 without parameters.",
    ]
    assert house.rows("SELECT model, prompt, service, state FROM generation ORDER BY model") == [
        ("juggernautXL", "a whole fox", "import", "completed"), ("unknown", "", "import", "completed"),
    ]


def test_the_same_bytes_come_once_and_the_trash_stays(house):
    house.put("fox.png", tools.png(colour=(1, 1, 1)))
    house.put("same/fox again.png", tools.png(colour=(1, 1, 1)))
    house.put("hare.png", tools.png(colour=(2, 2, 2)))
    assert house.bring() == "Brought 2 pictures, 1 already here.\nOf these 2 without parameters.\n"
    [(hare,)] = house.rows(
        f"SELECT id FROM image WHERE sha256 = '{hashlib.sha256(tools.png(colour=(2, 2, 2))).hexdigest()}'"
    )
    database = sqlite3.connect(house.data / "contactsheet.sqlite")
    with database:
        database.execute("UPDATE image SET trashed_at = 1 WHERE id = ?", (hare,))
    database.close()
    assert house.bring() == "Brought 0 pictures, 2 already here, 1 in the trash and left there.\n"
    assert house.bring("--link") == "Brought 0 pictures, 2 already here, 1 in the trash and left there.\n"


def test_a_picture_left_in_place_that_moves_is_named_and_found_again(house):
    path = house.put("old/fox.png", tools.png({"parameters": tools.infotext("a fox that moves")}))
    house.put("old/hare.png", tools.png(colour=(2, 2, 2)))
    house.bring("--link")
    assert "Nothing is wrong." in house.check()
    path.parent.rename(house.pictures / "new")
    said = house.check(code=1)
    assert "2 pictures outside of the data folder that are lost:" in said
    assert f"  {path} is not there any more: /images/" in said
    assert "stray" not in said and "no image names" not in said
    # A repair has nothing that it could do about it.
    assert "2 pictures outside of the data folder that are lost:" in house.check("--repair", code=1)
    assert house.bring("--link") == "Brought 0 pictures, 2 found again that were missing.\n"
    assert "Nothing is wrong." in house.check()
    (house.pictures / "new" / "fox.png").write_bytes(tools.png(colour=(9, 9, 9)))
    assert "fox.png was changed since it was imported" in house.check(code=1)


def test_a_link_to_a_picture_and_a_loop_of_folders(house):
    house.put("far/fox.png", tools.png(colour=(1, 1, 1)))
    (house.pictures / "near.png").symlink_to(house.pictures / "far" / "fox.png")
    (house.pictures / "far" / "loop").symlink_to(house.pictures)
    (house.pictures / "nowhere.png").symlink_to(house.pictures / "nothing")
    assert house.bring("--link").startswith("Brought 1 picture, 1 already here.")
    assert house.rows("SELECT path FROM image") == [(str((house.pictures / "far" / "fox.png").resolve()),)]


def many(house, count):
    for number in range(count):
        text = tools.infotext(f"fox number {number}", seed=number)
        house.put(f"{number // 500:03}/{number:06}.png", tools.png({"parameters": text}))
    return count


def cut_short(house, ask):
    """Starts an import of many pictures and ends it in the middle; returns its status and words."""
    terminal, line = pty.openpty()
    process = subprocess.Popen(
        house.command("--link"), stdout=subprocess.PIPE, stderr=line, text=True, env=ENVIRONMENT
    )
    os.close(line)
    shown = b""
    while not re.search(rb"pictures: [1-9]\d*", shown):
        shown += os.read(terminal, 1000)
    process.send_signal(ask)
    said, _ = process.communicate(timeout=60)
    os.close(terminal)
    return process.returncode, said


@pytest.mark.parametrize("ask", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_ended_in_the_middle_it_goes_on_with_the_next_run(house, ask):
    count = many(house, 5000)
    status, said = cut_short(house, ask)
    [(there,)] = house.rows("SELECT count(*) FROM image")
    assert 0 < there < count, "the test was too late"
    house.check()
    if ask == signal.SIGKILL:
        assert status == -signal.SIGKILL
    else:
        assert status == 1 and re.search(r"^Stopped after \d+ of \d+ files\. Run it again to go on\.$", said, re.M)
    assert house.bring("--link").startswith(f"Brought {count - there} pictures, {there} already here.")
    assert house.rows("SELECT count(*), count(DISTINCT sha256) FROM image") == [(count, count)]
    house.check()


def test_it_runs_beside_a_serving_program_whose_gallery_shows_what_came(house):
    count = many(house, 1500)
    with house.serving() as served:
        assert served.find("fox") == []
        process = subprocess.Popen(house.command("--link"), stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
        # The server writes and reads meanwhile.
        body = json.dumps({"model": "sdxl1.0-realvis", "parameters": {"prompt": "a pear", "seed": 1}}).encode()
        answered = 0
        while process.poll() is None:
            request = urllib.request.Request(
                served.address + "/api/generations", body, {"content-type": "application/json"}
            )
            with urllib.request.urlopen(request, timeout=20) as answer:
                assert answer.status == 201
            served.get("/")
            answered += 1
        assert process.communicate()[0].startswith(f"Brought {count} pictures.") and answered > 0
        [found] = served.find("\"number 1234\"")
        assert served.get(found["thumbnail_url"])[8:12] == b"WEBP"


def test_thumbnails_are_made_in_the_background_and_a_broken_picture_has_a_plain_one(house):
    many(house, 40)
    whole = tools.png(colour=(5, 5, 5))
    start = whole.index(b"IDAT") + 6
    broken = whole[:start] + bytes(255 - byte for byte in whole[start:start + 8]) + whole[start + 8:]
    house.put("broken.png", broken)
    assert house.bring("--link").startswith("Brought 41 pictures.")
    with house.serving() as served:
        deadline = time.monotonic() + 60
        while house.rows("SELECT count(*) FROM image WHERE perceptual_hash IS NULL") != [(1,)]:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        with pytest.raises(urllib.error.HTTPError) as answer:
            served.get(f"/thumbnails/{hashlib.sha256(broken).hexdigest()}")
        assert answer.value.code == 503 and answer.value.headers["content-type"] == "image/svg+xml"
    # The colour of the pictures, but for what a thumbnail loses.
    [(colour,)] = house.rows("SELECT DISTINCT colour FROM image WHERE colour IS NOT NULL")
    assert colour.startswith("#c87")


def test_a_backup_says_what_it_does_not_hold(house, tmp_path):
    house.put("fox.png", tools.png(colour=(1, 1, 1)))
    house.bring("--link")
    ended = subprocess.run(
        [BINARY, "backup", tmp_path / "backup", "--data", house.data], capture_output=True, text=True, timeout=60,
        env=ENVIRONMENT,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "1 picture lies outside of the folder, imported in place." in ended.stdout
    assert "That one is not in the backup." in ended.stdout
    assert not list((tmp_path / "backup" / "images").rglob("*.png"))


def test_a_copy_that_was_lost_comes_back_with_the_next_run(house):
    house.put("fox.png", tools.png(colour=(1, 1, 1)))
    house.bring()
    shutil.rmtree(house.data / "images")
    assert "import the folder that it came from again" in house.check("--repair", code=1)
    assert house.bring() == "Brought 0 pictures, 1 found again that was missing.\n"
    assert "Nothing is wrong." in house.check()


def test_folders_that_cannot_be_meant_are_refused(house):
    for folder in [house.data, house.data / "images", house.pictures / "nothing", house.put("a.txt", b"x")]:
        ended = subprocess.run(
            [BINARY, "import", "folder", folder, "--data", house.data], capture_output=True, text=True, timeout=60,
            env=ENVIRONMENT,
        )
        assert ended.returncode == 2 and len(ended.stderr.splitlines()) == 1, ended.stdout + ended.stderr


def test_a_download_carries_its_parameters(house):
    content = tools.png({"prompt": tools.comfy_graph("a fox in a graph")})
    house.put("fox.png", content)
    house.bring()
    with house.serving() as served:
        [found] = served.find("graph")
        with urllib.request.urlopen(f"{served.address}/images/{found['id']}/download") as answer:
            assert f"-4711-{found['id']}.png" in answer.headers["content-disposition"]
            carried = answer.read()
        assert served.get(found["url"]) == content
    assert b"parameters\0a fox in a graph\nNegative prompt: blurry\nSteps: 25, " in carried
    assert carried[-40:] == content[-40:]
