"""Clients that take their time, beside which others page."""

import contextlib
import re
import socket
import threading
import urllib.request

from load import middle, wrk
from programs import serve
from table import Row

COUNT = 500


def slow(bench):
    """Five hundred connections that drip their header or their body, or take nothing of their answer."""
    with bench.stock.copy(bench.options.images) as folder, serve(folder) as house:
        paths = [f"/?before={place}" for place in bench.pages()[:300]]
        wrk(house, house.address, 60, paths=paths, once=True)
        with Dripping(house):
            runs = [wrk(house, house.address, bench.options.seconds, paths=paths) for _ in range(bench.options.rounds)]
            page = urllib.request.urlopen(house.address + "/metrics").read()
            held = int(re.search(rb"contactsheet_http_connections (\d+)", page).group(1))
    figures = middle(runs)
    yield Row(f"17 page beside {COUNT} slow clients", figures, f"{held:,} connections at the end", "p99 under 200 ms",
              held > COUNT * 0.9 and figures.p99 < 200)


class Dripping:
    """So many connections, each a byte further twice a second, opened again when they are ended."""

    def __init__(self, house):
        self.port = int(house.address.rsplit(":", 1)[1])
        page = urllib.request.urlopen(house.address + "/").read()
        digest = re.search(rb"/thumbnails/([0-9a-f]{64})", page).group(1)
        host = b"Host: 127.0.0.1:%d\r\n" % self.port
        self.openings = [
            (b"GET / HTTP/1.1\r\n" + host + b"X-Slow: ", b"x"),
            (b"POST /theme HTTP/1.1\r\n" + host + b"Content-Length: 100000\r\n\r\n", b"x"),
            (b"GET /files/%s HTTP/1.1\r\n%s\r\n" % (digest, host) * 20, b""),
        ]
        self.ends = threading.Event()

    def __enter__(self):
        self.clients = [self.opened(number) for number in range(COUNT)]
        self.thread = threading.Thread(target=self.drip, daemon=True)
        self.thread.start()
        return self

    def opened(self, number):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", self.port))
        client.sendall(self.openings[number % 3][0])
        client.setblocking(False)
        return client

    def drip(self):
        while not self.ends.wait(0.5):
            for number, client in enumerate(self.clients):
                try:
                    client.send(self.openings[number % 3][1])
                except BlockingIOError:
                    pass
                except OSError:
                    client.close()
                    with contextlib.suppress(OSError):
                        self.clients[number] = self.opened(number)

    def __exit__(self, *_):
        self.ends.set()
        self.thread.join()
        for client in self.clients:
            client.close()
