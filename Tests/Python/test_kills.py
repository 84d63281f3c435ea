"""The server is killed again and again; nothing that was paid for is lost, and nothing is paid for twice."""

import math
import random
import signal
import subprocess
import sys
import time

import pytest
from evidence import Evidence, rows
from people import People
from programs import House, Sandbox, check, kill_points

SEED = 20261121
# Seconds in which a house comes by a point, if it does at all; costs are asked for some time after the start.
COMING_BY = {"costs-known": 20}


class Siege:
    """A house with people and a service, and somebody who kills it."""

    def __init__(self, folder, capsys, *switches, wishes=20, seed=SEED, environment=None):
        self.capsys = capsys
        self.wishes = wishes  # at each start
        self.chances = random.Random(seed)
        self.sandbox = Sandbox(folder, "--faults-seed", seed, *switches).start()
        self.house = House(folder, self.sandbox, environment=environment)
        self.people = People(seed)
        self.kills = 0
        self.people.begin()

    def killed(self, after):
        """Starts the house, and kills it so many seconds later, ready or not."""
        begin = time.monotonic()
        self.house.spawn()
        if address := self.house.listening(within=after):
            self.people.door.open(address, wishes=self.wishes)
            # The moment of the kill is the point here; nothing is waited for.
            time.sleep(max(0, after - (time.monotonic() - begin)))
        self.people.door.shut()
        assert self.house.kill() == -signal.SIGKILL, f"it had ended by itself; see {self.house.log.name}"
        self.kills += 1

    def killed_at_random(self):
        """From milliseconds to seconds: while it starts, while it mends what was left open, while it works."""
        self.killed(math.exp(self.chances.uniform(math.log(0.01), math.log(4))))

    def killed_at(self, point):
        """Has the house kill itself at a point; returns whether it came by there while people wished."""
        times = 1 if point in COMING_BY else self.chances.choice([1, 1, 2, 5])
        self.house.spawn("--kill-at", f"{point}:{times}")
        if address := self.house.listening():
            self.people.door.open(address, wishes=self.wishes)
        try:
            code = self.house.ended(within=COMING_BY.get(point, 6))
        except subprocess.TimeoutExpired:
            code = self.house.kill()
            came_by = False
        else:
            came_by = True
        self.people.door.shut()
        assert code == -signal.SIGKILL, f"it ended by itself with {code}; see {self.house.log.name}"
        self.kills += 1
        return came_by

    def settle(self):
        """Lets everything come to rest; then a person looks again for every lost answer."""
        self.people.end()
        self.sandbox.calm()
        self.house.start()
        self.house.settled()
        unresolved = rows(self.house.data, "SELECT id FROM generation WHERE state = 'unresolved'")
        for row in unresolved:
            status, _, body = self.house.ask("POST", f"/generations/{row['id']}/look")
            assert status == 303, body
        self.house.settled()
        self.house.stop()

    def evidence(self):
        evidence = Evidence(self.house.data, self.sandbox.ledger, self.people.promised)
        with self.capsys.disabled():
            print("\n" + evidence.told(self.kills, self.people.wishes), file=sys.stderr)
        assert evidence.states["queued"] + evidence.states["submitting"] == 0
        assert evidence.states["running"] + evidence.states["storing"] == 0
        assert evidence.faults == []
        assert evidence.twice == 0
        # Half-written files under temporary names are a crash's due; one repair sweeps them.
        assert check(self.house.data, "--repair")[0] == 0
        assert check(self.house.data) == (0, "")
        return evidence

    def end(self):
        self.people.door.close()
        self.house.end()
        self.sandbox.end()


@pytest.fixture
def siege(tmp_path, capsys):
    """Begins sieges, and leaves no process behind."""
    begun = []

    def begin(*switches, **arguments):
        begun.append(Siege(tmp_path, capsys, *switches, **arguments))
        return begun[-1]

    yield begin
    for siege in begun:
        siege.end()


def test_kills_lose_nothing_and_pay_nothing_twice(siege, long):
    # A few refusals and lost answers, so that their points are come by, too.
    siege = siege("--latency", "0.4", "--refuse", "0.08", "--drop-answers", "0.15")
    points = kill_points() * (3 if long else 1)
    kills = 100 if long else 20
    while points or siege.kills < kills:
        # At random in between, while it mends what the kills before have left open.
        if siege.kills % 3 == 2 or not points:
            siege.killed_at_random()
        elif siege.killed_at(points[0]):
            points.pop(0)
        else:
            points.append(points.pop(0))
        assert siege.kills < 4 * kills, f"never came by {points}"
    siege.settle()
    evidence = siege.evidence()
    assert evidence.orphans == []
    assert evidence.states["failed"] == 0
    # A service that remembers everything: what was charged is found there.
    assert len(evidence.charged("completed")) == len(evidence.charges)
    assert evidence.states["completed"] > 5 * kills
    assert siege.people.refused == []


FAULTS = (
    "--latency 0.3 --drop-answers 0.3 --refuse 0.1 --bursts 0.02 --cut 0.1 --garble 0.1 --damage 0.1"
).split()


def test_a_failing_service_loses_nothing_and_pays_nothing_twice(siege, long):
    siege = siege(*FAULTS)
    kills = 40 if long else 8
    for kill in range(kills):
        if kill == kills // 2:
            # While the house is down: what ran then is known to the history alone.
            siege.sandbox.control("clock", advance_seconds=3700)
        siege.killed(siege.chances.uniform(1, 4))
    siege.settle()
    evidence = siege.evidence()
    assert evidence.orphans == []
    assert evidence.states["failed"] == 0
    assert len(evidence.charged("completed")) == len(evidence.charges)
    assert evidence.states["completed"] > 3 * kills


def test_a_service_that_forgets_is_never_paid_twice(siege, weather, long):
    siege = siege("--latency", "0.5", environment=weather.environment)
    rounds = 15 if long else 4
    for turn in range(rounds):
        siege.house.spawn()
        siege.people.door.open(siege.house.listening(), wishes=siege.wishes)
        time.sleep(siege.chances.uniform(1, 3))
        siege.sandbox.kill()
        time.sleep(siege.chances.uniform(0, 1))
        siege.sandbox.start()
        if turn % 2:
            siege.sandbox.control("forget")
        time.sleep(siege.chances.uniform(0, 2))
        siege.people.door.shut()
        siege.house.kill()
        siege.kills += 1
    # The house asks for a while before it believes that a request is forgotten.
    weather.jump(600)
    siege.settle()
    evidence = siege.evidence()
    # What the service forgot cannot be had any more; it must say so.
    for generation in evidence.charged("failed"):
        assert "may have been charged" in generation["error"], generation["error"]
    # A picture that was killed before its row, and that the service has forgotten: it lies there for the person who
    # is asked about its generation.
    waiting = [row for row in evidence.charged("unresolved") if row["request_id"] is None]
    assert len(evidence.orphans) <= sum(row["samples"] for row in waiting)
    kept = len(evidence.charged("completed", "unresolved", "failed"))
    assert kept == len(evidence.charges)
    assert evidence.states["completed"] > 3 * rounds
