"""`contactsheet import segmind` brings an account's past, and says what it did."""

import datetime
import http.server
import os
import pty
import re
import signal
import sqlite3
import subprocess
import threading

import pytest
from segmind import InferenceFailed, SegmindClient

BINARY = os.environ["CONTACTSHEET_BINARY"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SEGMIND_")}
SLUG = "sdxl1.0-realdream-lightning"
YESTERDAY = str(datetime.date.today() - datetime.timedelta(days=1))


class House:
    """A data folder and an account with a key of its own."""

    def __init__(self, folder, address):
        self.folder = folder
        self.key = os.urandom(8).hex()
        self.account = SegmindClient(api_key=self.key, base_url=f"{address}/v1")
        self.environment = {**ENVIRONMENT, "SEGMIND_API_KEY": self.key, "SEGMIND_BASE_URL": address}
        with self.serving():
            pass

    def serving(self):
        """Starts `serve`, which makes the folder, and waits until it listens."""
        return Serving([BINARY, "serve", "--port", "0", "--data", self.folder], self.environment)

    def make(self, prompt, seed=7):
        """Makes a picture elsewhere; returns the request id."""
        job = self.account.submit_async(SLUG, prompt=prompt, seed=seed, img_width=512, img_height=512)
        try:
            job.wait(timeout=30, interval=0.02)
        except InferenceFailed:
            pass
        return job.request_id

    def command(self, *arguments):
        return [BINARY, "import", "segmind", "--since", YESTERDAY, "--data", self.folder, *arguments]

    def bring(self, *arguments):
        return subprocess.run(
            self.command(*arguments), capture_output=True, text=True, timeout=120, env=self.environment
        )

    def rows(self, question):
        database = sqlite3.connect(self.folder / "contactsheet.sqlite")
        try:
            return database.execute(question).fetchall()
        finally:
            database.close()


class Serving:
    def __init__(self, command, environment):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)

    def __enter__(self):
        assert self.process.stdout.readline().startswith("listening on ")

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait(timeout=20) == 0


@pytest.fixture
def house(tmp_path, address):
    return House(tmp_path / "data", address)


def test_the_past_arrives_once(house):
    made = [house.make("a pear"), house.make("a plum", seed=8)]
    first = house.bring()
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == "Brought 2 generations with 2 pictures.\n2 found: 0 known already.\n"
    assert house.rows("SELECT request_id, prompt, seed, cost_is_real FROM generation ORDER BY id") == [
        (made[0], "a pear", 7, 1),
        (made[1], "a plum", 8, 1),
    ]
    files = [house.folder / path for (path,) in house.rows("SELECT path FROM image")]
    assert len(files) == 2 and all(file.read_bytes().startswith(b"\xff\xd8\xff") for file in files)
    again = house.bring()
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == "Brought 0 generations with 0 pictures.\n2 found: 2 known already.\n"


def test_it_runs_beside_a_serving_program(house):
    house.make("a pear")
    with house.serving():
        assert house.bring().returncode == 0
    assert house.rows("SELECT count(*) FROM image") == [(1,)]
    assert house.rows("SELECT sum(generations) FROM spending") == [(1,)]


def test_what_failed_is_named_and_no_fault_of_the_import(house):
    failed = house.make("sandbox:fail")
    ended = house.bring()
    assert ended.returncode == 0
    assert re.match(rf"{failed} of \d{{4}}-\d\d-\d\d failed at the service: The request was blocked", ended.stdout)
    assert ended.stdout.endswith("1 found: 0 known already, 1 failed.\n")


def test_what_should_have_come_and_did_not_is_a_fault(house):
    broken = house.make("sandbox:badimage")
    ended = house.bring()
    assert ended.returncode == 1
    assert f"{broken} of " in ended.stdout and "did not come: This is not a picture" in ended.stdout
    assert house.rows("SELECT count(*) FROM generation") == [(0,)]


def cut_short(house, ask):
    """Starts an import of many pictures and ends it in the middle; returns how many there are, its status and words."""
    body = {"img_width": 512, "img_height": 512}
    jobs = [house.account.submit_async(SLUG, prompt="a pear", seed=seed, **body) for seed in range(60)]
    for job in jobs:
        job.wait(timeout=30, interval=0.02)
    terminal, line = pty.openpty()
    process = subprocess.Popen(
        house.command(), stdout=subprocess.PIPE, stderr=line, text=True, env=house.environment
    )
    os.close(line)
    shown = b""
    while not re.search(rb" [1-9]\d* brought", shown):
        shown += os.read(terminal, 1000)
    process.send_signal(ask)
    said, _ = process.communicate(timeout=60)
    os.close(terminal)
    return len(jobs), process.returncode, said


def goes_on(house, count):
    """The next run brings what is missing, each once, and every file has its row."""
    [(there,)] = house.rows("SELECT count(*) FROM generation")
    assert 0 < there < count
    rest = house.bring()
    assert rest.returncode == 0
    assert rest.stdout.startswith(f"Brought {count - there} generations")
    assert house.rows("SELECT count(*), count(DISTINCT request_id) FROM generation") == [(count, count)]
    files = {str(file.relative_to(house.folder)) for file in (house.folder / "images").rglob("*.*")}
    assert files == {path for (path,) in house.rows("SELECT path FROM image")}


@pytest.mark.parametrize("ask", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_asked_and_goes_on_with_the_next_run(house, ask):
    count, status, said = cut_short(house, ask)
    assert status == 1
    assert re.search(r"^Stopped at \S+Z\. Run it again to go on\.$", said, re.M)
    goes_on(house, count)


def test_killed_it_goes_on_with_the_next_run(house):
    count, status, _ = cut_short(house, signal.SIGKILL)
    assert status == -signal.SIGKILL
    goes_on(house, count)


def refused(arguments, **environment):
    """Runs an import that cannot begin; returns its status and its one line."""
    ended = subprocess.run(
        [BINARY, "import", "segmind", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env={**ENVIRONMENT, **environment},
    )
    assert ended.stdout == ""
    return ended.returncode, ended.stderr


def test_without_a_key_there_is_nothing_to_import_from(tmp_path):
    status, said = refused(["--since", YESTERDAY, "--data", str(tmp_path)])
    assert (status, said) == (1, "contactsheet: SEGMIND_API_KEY is not set: there is no account to import from.\n")


def test_a_missing_folder_is_said_and_not_made(tmp_path):
    status, said = refused(["--since", YESTERDAY, "--data", str(tmp_path / "data")], SEGMIND_API_KEY="k")
    assert status == 1 and "is no data folder of Contactsheet" in said
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("days", [["--since", "2026-02-30"], ["--since", "yesterday"], []])
def test_a_day_that_is_none_is_said(days):
    status, said = refused(days, SEGMIND_API_KEY="k")
    assert status == 64 and "--since" in said


def test_days_the_wrong_way_round_are_said():
    status, said = refused(["--since", "2026-02-02", "--until", "2026-02-01"], SEGMIND_API_KEY="k")
    assert status == 64 and "--until comes before --since" in said


def test_a_service_that_refuses_the_key_ends_it_with_one_line(house):
    with Refusing() as address:
        house.environment |= {"SEGMIND_BASE_URL": address}
        ended = house.bring()
    assert ended.returncode == 1
    assert ended.stderr == "contactsheet: Segmind refused the API key. It said: no such key\n"


class Refusing:
    """A service that refuses every key."""

    def __enter__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = b'{"error": "no such key"}'
                self.send_response(401)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever).start()
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
