"""The disk, the database and the clock stand in the way: it is said, nothing is lost, and work goes on by itself."""

import contextlib
import json
import shutil
import sqlite3
import subprocess
import time

import pytest
from evidence import Evidence
from programs import PATIENCE, House, Sandbox
from weather import Disk

PAGES = ["/", "/queue", "/generate/sdxl1.0-realvis", "/models"]


class Trouble:
    """A house with some generations on their way while something goes wrong."""

    def __init__(self, folder, prefix=(), environment=None, data=None):
        self.sandbox = Sandbox(folder, "--latency", "3").start()
        self.house = House(folder, self.sandbox, prefix=prefix, environment=environment, data=data)
        self.promised = {}
        self.house.start()

    def wish(self, prompt, model="sdxl1.0-realdream-lightning", accepted=(201,)):
        """Wishes for a picture; returns the status and what is said."""
        parameters = {"prompt": prompt, "img_width": 512, "img_height": 512}
        status, _, body = self.house.ask(
            "POST", "/api/generations", {"model": model, "parameters": parameters, "person": "Ada"}
        )
        assert status in accepted, body
        said = json.loads(body)
        if status == 201:
            self.promised[prompt] = said["id"]
        return status, said

    def wish_for_some(self):
        """Four on their way, asynchronous and synchronous ones, each of them paid for."""
        for number, model in enumerate(["sdxl1.0-realdream-lightning", "sdxl1.0-realvis"] * 2):
            self.wish(f"wish {number} of Ada", model)
        until(lambda: self.sandbox.charges() == 4, "everything is charged")

    def generation(self, number):
        status, _, body = self.house.ask("GET", f"/api/generations/{number}")
        assert status == 200, body
        return json.loads(body)

    def page(self, path):
        status, _, body = self.house.ask("GET", path)
        assert status == 200, f"{path}: {body.decode()}"
        return body.decode()

    def is_said(self, words, by=all):
        """Whether the pages of the generations that are under way say why they wait."""
        open_ones = [
            number for number in self.promised.values() if self.generation(number)["state"] not in ("completed", "failed")
        ]
        assert open_ones, "nothing was held up"
        return by(words in self.page(f"/generations/{number}") for number in open_ones)

    def wish_in_vain(self, words):
        """A wish is held, or refused with a sentence."""
        status, said = self.wish("a bad time's wish of Ada", accepted=(201, 503))
        assert status == 201 or words in said["error"], said

    def all_is_well(self, disk=None):
        """After it has passed: everything comes, and was paid for once."""
        self.wish("a later wish of Ada")
        self.house.settled()
        self.house.stop()
        data = self.house.data
        if disk:
            # SQLite resolves links, and the way into another mount namespace is one.
            data = shutil.copytree(disk.outside / data.name, disk.folder.with_name("copy"))
        evidence = Evidence(data, self.sandbox.ledger, self.promised)
        assert evidence.faults == []
        assert evidence.orphans == evidence.leftovers == []
        assert evidence.states == {"completed": len(self.promised)}
        assert evidence.twice == 0 and len(evidence.charges) == len(self.promised)

    def end(self):
        self.house.end()
        self.sandbox.end()


def until(condition, what):
    """Waits for something of which no program tells."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"it did not come that {what}"
        time.sleep(0.05)


@pytest.fixture
def disk(tmp_path):
    disk = Disk(tmp_path / "disk", "24m")
    yield disk
    disk.close()


@pytest.fixture
def trouble(tmp_path):
    with contextlib.ExitStack() as stack:

        def begin(**arguments):
            trouble = Trouble(tmp_path, **arguments)
            stack.callback(trouble.end)
            return trouble

        yield begin


def test_a_full_disk_holds_everything_until_there_is_room(trouble, disk):
    trouble = trouble(prefix=disk.prefix, data=disk.folder / "data")
    trouble.wish_for_some()
    disk.fill()
    until(lambda: trouble.is_said("no space left"), "the full disk is said")
    for path in PAGES:
        trouble.page(path)
    trouble.wish_in_vain("no space left")
    disk.free()
    trouble.all_is_well(disk)


def test_a_read_only_folder_holds_everything_until_it_can_be_written(trouble, weather):
    trouble = trouble(environment=weather.environment)
    trouble.wish_for_some()
    weather.read_only(True)
    until(lambda: trouble.is_said("cannot be written"), "the read-only folder is said")
    for path in PAGES:
        trouble.page(path)
    trouble.wish_in_vain("cannot be written")
    weather.read_only(False)
    trouble.all_is_well()


def test_a_read_only_disk_is_said_at_the_start(trouble, disk):
    trouble = trouble(prefix=disk.prefix, data=disk.folder / "data")
    trouble.wish_for_some()
    trouble.house.settled()
    trouble.house.stop()
    disk.remount("ro")
    ended = subprocess.run(
        trouble.house.command(), capture_output=True, text=True, timeout=PATIENCE, env=trouble.house.environment
    )
    assert ended.returncode == 1 and ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1 and "written" in ended.stderr, ended.stderr
    disk.remount("rw")
    trouble.house.start()
    trouble.all_is_well(disk)


def test_a_locked_database_holds_everything_until_it_is_let_go(trouble):
    trouble = trouble()
    trouble.wish_for_some()
    with contextlib.closing(sqlite3.connect(trouble.house.data / "contactsheet.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        begin = time.monotonic()
        for path in PAGES:
            trouble.page(path)
        trouble.wish_in_vain("Another program holds the database")
        # By the first that is held up: each of them waits five seconds for the lock, one after the other.
        until(lambda: trouble.is_said("Another program holds the database", by=any), "the lock is said")
        # Another program may well keep it for so long.
        time.sleep(max(0, begin + 10 - time.monotonic()))
        states = {trouble.generation(number)["state"] for number in trouble.promised.values()}
        assert "failed" not in states
        other.execute("ROLLBACK")
    trouble.all_is_well()


@pytest.mark.parametrize("seconds", [-7200, 86_400 * 40])
def test_a_clock_that_jumps_loses_nothing(trouble, weather, seconds):
    # A machine without a clock of its own jumps by years when it hears the time.
    trouble = trouble(environment=weather.environment)
    trouble.wish_for_some()
    weather.jump(seconds)
    for path in PAGES:
        trouble.page(path)
    trouble.wish("another time's wish of Ada")
    trouble.house.settled()
    weather.jump(0)
    trouble.all_is_well()
