"""The program starts, or says in one line why not; and stops when it is asked to."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import urllib.request

import pytest

BINARY = os.environ["CONTACTSHEET_BINARY"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SEGMIND_")}


def refused(*arguments, **environment):
    """Runs a program that must not start; returns its one line."""
    ended = subprocess.run(
        [BINARY, "serve", *arguments], capture_output=True, text=True, timeout=20, env={**ENVIRONMENT, **environment}
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    return lines[0]


@pytest.fixture
def served(tmp_path):
    """A running program on a data folder of its own; ends cleanly."""
    arguments = [BINARY, "serve", "--port", "0", "--data", tmp_path / "data"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)
    address = re.fullmatch(r"listening on (http://127\.0\.0\.1:\d+)\n", process.stdout.readline()).group(1)
    yield address, tmp_path / "data", process
    process.terminate()
    assert process.wait(timeout=20) == 0


def test_it_prints_one_line_and_answers(served):
    address, folder, process = served
    with urllib.request.urlopen(address + "/healthz") as answer:
        assert answer.read() == b"ok\n"
    assert (folder / "contactsheet.sqlite").exists()


@pytest.mark.parametrize("ask", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_asked(served, ask):
    _, folder, process = served
    process.send_signal(ask)
    assert process.wait(timeout=20) == 0
    assert process.stdout.read() == ""
    log = folder / "contactsheet.sqlite-wal"
    assert not log.exists() or log.stat().st_size == 0, "the write-ahead log was not folded in"


def test_a_port_in_use_is_said(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"Port {port} on 127.0.0.1 is in use" in refused("--port", port, "--data", str(tmp_path))


def test_a_data_folder_serves_one_program_at_a_time(served):
    _, folder, _ = served
    assert "Another Contactsheet is serving" in refused("--port", "0", "--data", str(folder))


def test_a_newer_database_is_left_alone(served):
    _, folder, process = served
    process.terminate()
    process.wait(timeout=20)
    with sqlite3.connect(folder / "contactsheet.sqlite") as database:
        database.execute("INSERT INTO grdb_migrations VALUES ('2999-01-01 the future')")
    database.close()
    assert "newer Contactsheet" in refused("--port", "0", "--data", str(folder))


def test_a_damaged_database_is_said(tmp_path):
    (tmp_path / "contactsheet.sqlite").write_bytes(b"no database " * 1000)
    assert "damaged" in refused("--port", "0", "--data", str(tmp_path))


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "data").write_text("a file")
    assert "cannot be made" in refused("--port", "0", "--data", str(tmp_path / "data"))


def test_a_folder_that_cannot_be_written_is_said():
    # /proc takes no new files from anybody, not even from root.
    assert "cannot be" in refused("--port", "0", "--data", "/proc/contactsheet")


def test_a_key_that_cannot_be_sent_is_not_repeated(tmp_path):
    line = refused("--port", "0", "--data", str(tmp_path), SEGMIND_API_KEY="secret with blanks")
    assert "key" in line and "secret" not in line


def test_an_address_that_is_none_is_said(tmp_path):
    line = refused("--port", "0", "--data", str(tmp_path), SEGMIND_API_KEY="k", SEGMIND_BASE_URL="ftp://x")
    assert "ftp://x" in line
