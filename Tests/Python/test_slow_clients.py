"""Clients that take their time: five hundred of them hold up nobody, and are ended by their deadlines."""

import contextlib
import re
import socket
import time

import pytest
from wire import PATIENCE, served

COUNT = 500
PATIENT = 3  # seconds that the server waits for a slow client


def open_slowly(port, opening):
    """So many connections that have sent a beginning, and whose system takes few bytes."""
    clients = []
    for _ in range(COUNT):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", port))
        client.sendall(opening)
        client.setblocking(False)
        clients.append(client)
    return clients


def connections(house):
    """How many the server has open."""
    return int(re.search(rb"contactsheet_http_connections (\d+)", house.ask("/metrics").text).group(1))


@pytest.mark.parametrize("kind, opening, drip", ids=["header", "body", "answer"], argvalues=[
    ("header", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", b"x"),
    ("body", "POST /theme HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9999\r\n\r\n", b"x"),
    ("answer", "GET /files/{digest} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 20, b""),
])
def test_slow_clients_hold_up_nobody_and_are_ended(tmp_path, address, kind, opening, drip):
    with served(tmp_path, "--patience", PATIENT, sandbox=address) as house:
        digest = house.picture() if kind == "answer" else ""
        clients = open_slowly(house.port, opening.replace("{digest}", digest).encode())
        end = time.monotonic() + PATIENCE
        most = left = connections(house)
        while left > 10 and time.monotonic() < end:
            for client in clients:
                with contextlib.suppress(OSError):
                    client.send(drip)
            # A page each time, whatever the others do.
            assert house.ask("/models").status == 200
            left = connections(house)
        assert most > COUNT / 2, "they were not there"
        assert left <= 10, f"{left} were still there after {PATIENCE} s"
        for client in clients:
            client.close()
        assert house.ask("/healthz").text == b"ok\n"
