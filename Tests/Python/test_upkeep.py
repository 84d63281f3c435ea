"""`contactsheet check` and `contactsheet backup` beside a running program, and going back to a backup."""

import contextlib
import fcntl
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.request

import pytest

BINARY = os.environ["CONTACTSHEET_BINARY"]
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("SEGMIND_")}
WAIT_SECONDS = 60


class Served:
    """A running program on a data folder, which asks the sandbox at an address."""

    def __init__(self, folder, service):
        self.folder = folder
        self.environment = {**PLAIN, "SEGMIND_API_KEY": f"key of {folder.parent.name}".replace(" ", "-"),
                            "SEGMIND_BASE_URL": service}

    def start(self):
        arguments = [BINARY, "serve", "--port", "0", "--data", self.folder]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env=self.environment)
        self.address = re.fullmatch(r"listening on (http://\S+)\n", self.process.stdout.readline()).group(1)

    def stop(self, signal=signal.SIGTERM):
        """Ends the program; returns what it said on stderr."""
        self.process.send_signal(signal)
        return self.process.communicate(timeout=20)[1]

    def ask(self, prompt):
        body = json.dumps({"model": "sdxl1.0-realvis", "parameters": {"prompt": prompt, "seed": 1}}).encode()
        request = urllib.request.Request(self.address + "/api/generations", body, {"content-type": "application/json"})
        return json.load(urllib.request.urlopen(request))["id"]

    def state(self, id):
        return json.load(urllib.request.urlopen(f"{self.address}/api/generations/{id}"))["state"]

    def wait(self, id, state="completed"):
        deadline = time.monotonic() + WAIT_SECONDS
        while (now := self.state(id)) != state:
            assert time.monotonic() < deadline, f"generation {id} is {now}, not {state}"
            time.sleep(0.05)

    def make(self, *prompts):
        for id in [self.ask(prompt) for prompt in prompts]:
            self.wait(id)

    def run(self, *arguments, code=0):
        """Runs a command on the folder, which must end with a code; returns what it printed."""
        ended = subprocess.run([BINARY, *map(str, arguments), "--data", self.folder], capture_output=True, text=True,
                               timeout=60, env=self.environment)
        assert ended.returncode == code, ended.stdout + ended.stderr
        if code == 2:
            assert ended.stdout == "" and len(ended.stderr.splitlines()) == 1, ended.stdout + ended.stderr
            return ended.stderr
        return ended.stdout

    def charged(self):
        """How many requests the service took from this key."""
        url = self.environment["SEGMIND_BASE_URL"] + "/inference-request/request-history?per_page=100"
        request = urllib.request.Request(url, headers={"x-api-key": self.environment["SEGMIND_API_KEY"]})
        text = urllib.request.urlopen(request).read().decode()
        return len(set(re.findall(r'"request_id":\s*"([^"]+)"', text)))


@pytest.fixture
def served(tmp_path, address):
    program = Served(tmp_path / "data", address)
    program.start()
    yield program
    if program.process.poll() is None:
        program.stop()


def pictures(folder):
    return sorted(path for path in (folder / "images").rglob("*") if path.is_file())


def test_checks_while_serving_and_repairs_only_when_nothing_serves(served):
    served.make("a pear", "a fox")
    assert "Nothing is wrong." in served.run("check")
    lost = pictures(served.folder)[0]
    whole = lost.read_bytes()
    lost.unlink()
    found = json.loads(served.run("check", "--json", code=1))
    assert found["findings"]["missing"]["count"] == 1 and found["soundPictures"] == 1 and found["pictures"] == 2
    assert "Another Contactsheet is serving" in served.run("check", "--repair", code=2)
    assert not lost.exists()
    served.stop()
    # The request was a synchronous one without an id: it is found by its inputs, and by the hash of what it brought.
    assert f"Fetched {lost.relative_to(served.folder)} again." in served.run("check", "--repair")
    assert lost.read_bytes() == whole
    assert served.charged() == 2
    served.run("check")


def test_a_folder_without_a_library_is_refused_and_left_alone(tmp_path, address):
    empty = Served(tmp_path / "empty", address)
    assert "no data folder" in empty.run("check", code=2)
    assert "no data folder" in empty.run("check", "--repair", code=2)
    assert "no data folder" in empty.run("backup", tmp_path / "backup", code=2)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_a_running_program_serves_again(served, tmp_path):
    served.make("a pear", "a fox")
    backup = tmp_path / "backup"
    assert "2 pictures copied" in served.run("backup", backup)
    served.make("a harbour")
    said = served.run("backup", backup)
    assert "1 pictures copied" in said and "2 already there" in said and "Nothing is wrong." in said
    served.stop()
    shutil.rmtree(served.folder)
    shutil.copytree(backup, served.folder)
    served.start()
    for id in (1, 2, 3):
        assert served.state(id) == "completed"
    with urllib.request.urlopen(f"{served.address}/files/{pictures(served.folder)[0].stem}") as answer:
        assert answer.status == 200
    assert "Nothing is wrong." in served.run("check")
    # The copy is a data folder now, the backup still a backup.
    assert not (served.folder / "BACKUP").exists() and (backup / "BACKUP").exists()


def test_what_is_no_backup_is_refused(served, tmp_path):
    assert "the data folder itself" in served.run("backup", served.folder, code=2)
    assert "lies in the data folder" in served.run("backup", served.folder / "backup", code=2)
    assert "around the data folder" in served.run("backup", tmp_path, code=2)
    other = Served(tmp_path / "other", served.environment["SEGMIND_BASE_URL"])
    other.start()
    try:
        assert "Another Contactsheet" in served.run("backup", other.folder, code=2)
    finally:
        other.stop()
    assert "no backup" in served.run("backup", other.folder, code=2)
    # A backup that was served is a library of its own.
    served.run("backup", tmp_path / "backup")
    copy = Served(tmp_path / "backup", served.environment["SEGMIND_BASE_URL"])
    copy.start()
    assert "a data folder now" in copy.stop()
    assert "no backup" in served.run("backup", tmp_path / "backup", code=2)


def test_going_back_does_not_pay_again(tmp_path, start_sandbox):
    program = Served(tmp_path / "data", start_sandbox("--latency", "0"))
    program.start()
    program.make("a pear")
    program.stop()
    # A second one, written as if it had been asked for just before the backup.
    unsent = {"once", "request_id", "submitted_at", "finished_at", "inference_seconds", "cost_usd", "spent_on"}
    with sqlite3.connect(program.folder / "contactsheet.sqlite") as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(generation)") if row[1] != "id"]
        values = [
            "'queued'" if name == "state" else "NULL" if name in unsent else name
            for name in columns
        ]
        database.execute(f"INSERT INTO generation ({', '.join(columns)}) SELECT {', '.join(values)} FROM generation")
    database.close()
    program.run("backup", tmp_path / "backup")
    program.start()
    program.wait(2)
    program.stop()
    assert program.charged() == 2
    shutil.rmtree(program.folder)
    shutil.copytree(tmp_path / "backup", program.folder)
    program.start()
    # It is looked for in the history and found to be paid for, not sent a third time.
    program.wait(2)
    assert "1 generation was queued" in program.stop()
    assert program.charged() == 2


@contextlib.contextmanager
def locked(folder, how):
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def test_a_repair_and_an_import_keep_out_of_each_others_way(served):
    served.make("a pear")
    served.stop()
    (served.folder / "images" / "young.jpg").write_bytes(b"not in the library yet")
    # What an import holds while it runs.
    with locked(served.folder / "images", fcntl.LOCK_SH):
        assert "importing" in served.run("check", "--repair", code=2)
        assert "Nothing is wrong." in served.run("check")
    # What a repair holds.
    with locked(served.folder / "images", fcntl.LOCK_EX):
        ended = subprocess.run([BINARY, "import", "segmind", "--since", "2026-01-01", "--data", served.folder],
                               capture_output=True, text=True, timeout=60, env=served.environment)
        assert ended.returncode == 1 and "being repaired" in ended.stderr
    assert "1 file that no image names" in served.run("check", code=1)


def test_a_backup_that_is_killed_leaves_the_one_before(served, tmp_path):
    served.make("number 0")
    backup = tmp_path / "backup"
    served.run("backup", backup)
    chance = random.Random(7)
    ended = 0
    for number in range(1, 16):
        served.make(f"number {number}")
        process = subprocess.Popen([BINARY, "backup", backup, "--data", served.folder], stdout=subprocess.DEVNULL,
                                   env=PLAIN)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=chance.uniform(0, 0.15))
        ended += process.poll() is None
        process.kill()
        process.wait()
        found = json.loads(subprocess.run([BINARY, "check", "--json", "--data", backup], capture_output=True, env=PLAIN,
                                          timeout=60).stdout)
        assert set(found["findings"]) <= {"leftover"}, found
        assert 1 <= found["images"] == found["soundPictures"] <= number + 1
    assert ended > 0, "no backup was killed in time"
    assert "Nothing is wrong." in served.run("backup", backup)
    assert "16 of 16 pictures" in served.run("backup", backup)
    assert sorted(path.name for path in backup.iterdir()) == ["BACKUP", "contactsheet.sqlite", "images"]


def test_a_check_can_be_interrupted(served):
    served.make("a pear")
    process = subprocess.Popen([BINARY, "check", "--data", served.folder], stdout=subprocess.DEVNULL, env=PLAIN)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=20)
    assert "Nothing is wrong." in served.run("check")
