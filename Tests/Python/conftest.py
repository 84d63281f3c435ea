"""Starts the built binary's sandbox for Segmind's own Python client."""

import os
import select
import signal
import subprocess
import sys

import pytest
from segmind import SegmindClient
from weather import Weather

START_SECONDS = 30


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="the long form of the tests that kill: some fifteen minutes")


@pytest.fixture
def long(request):
    """Whether the long form is wanted."""
    return request.config.getoption("--long")


@pytest.fixture
def weather(tmp_path):
    """What spoils the answers of the system for one process."""
    return Weather(tmp_path)


@pytest.fixture(scope="session")
def start_sandbox():
    """Starts sandboxes with further switches, and ends them after the last test."""
    binary = os.environ.get("CONTACTSHEET_BINARY")
    if not binary:
        pytest.skip("CONTACTSHEET_BINARY names no binary")
    running = []

    def start(*switches):
        process = subprocess.Popen(
            [binary, "sandbox", "--port", "0", "--plain", *switches], stdout=subprocess.PIPE, stderr=sys.stderr
        )
        running.append(process)
        ready, _, _ = select.select([process.stdout], [], [], START_SECONDS)
        line = process.stdout.readline().decode().strip() if ready else ""
        assert line.startswith("listening on http://"), line or "the sandbox did not start"
        return line.removeprefix("listening on ")

    yield start
    for process in running:
        process.send_signal(signal.SIGTERM)
    codes = [process.wait(timeout=20) for process in running]
    assert codes == [0] * len(codes), f"SIGTERM ended the sandboxes with {codes}"


@pytest.fixture(scope="session")
def address(start_sandbox):
    """A sandbox that takes no time."""
    return start_sandbox("--latency", "0")


@pytest.fixture
def client(address):
    """A client of its own key, so that tests do not see each other's requests."""
    return SegmindClient(api_key=os.urandom(8).hex(), base_url=f"{address}/v1")
