"""What a network sees of the program: headers, the request log, proxies, the figures on a port of their own."""

import contextlib
import http.client
import json
import os
import re
import socket
import urllib.error
import urllib.request

import pytest
from prometheus_client.parser import text_string_to_metric_families
from wire import refused, served

DEFENCES = [
    "content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy",
    "cross-origin-opener-policy", "cross-origin-resource-policy",
]


def raw(house, request):
    """Sends bytes and reads the head of an answer."""
    with socket.create_connection(("127.0.0.1", house.port), 20) as client:
        client.sendall(request)
        answer = http.client.HTTPResponse(client)
        answer.begin()
        return answer


def test_every_kind_of_answer_carries_the_defences(tmp_path, address):
    with served(tmp_path, sandbox=address) as house:
        digest = house.picture()
        page = house.ask("/")
        asset = re.search(rb'(/public/[^"]+\.css[^"]*)"', page.text).group(1).decode()
        form = {"content-type": "application/x-www-form-urlencoded"}
        held = {"if-none-match": f'"{digest}"'}
        answers = {
            "page": (page, 200), "json": (house.ask("/api/images"), 200), "asset": (house.ask(asset), 200),
            "text": (house.ask("/healthz"), 200), "metrics": (house.ask("/metrics"), 200),
            "file": (house.ask(f"/files/{digest}"), 200), "file again": (house.ask(f"/files/{digest}"), 200),
            "thumbnail": (house.ask(f"/thumbnails/{digest}"), 200),
            "part": (house.ask(f"/files/{digest}", headers={"range": "bytes=0-9"}), 206),
            "held": (house.ask(f"/files/{digest}", headers=held), 304),
            "head": (house.ask("/", "HEAD"), 200),
            "way on": (house.ask("/theme", "POST", "theme=dark", form), 303),
            "nothing": (house.ask("/nothing"), 404), "no such method": (house.ask("/", "DELETE"), 405),
            "foreign": (house.ask("/theme", "POST", "", {"sec-fetch-site": "cross-site"}), 403),
            "other name": (house.ask("/", headers={"host": "evil.example"}), 421),
            "wrong path": (house.ask("/%zz"), 400),
            "two hosts": (raw(house, b"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), 400),
            "no method": (raw(house, b"FOO / HTTP/1.1\r\nHost: a\r\n\r\n"), 501),
            "long": (house.ask("/" + "x" * 9000), 414),
            "too much": (raw(house, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n"), 413),
            "stream": (raw(house, b"GET /queue/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), 200),
        }
        for name, (answer, status) in answers.items():
            assert answer.status == status, name
            for field in DEFENCES:
                assert answer.getheader(field), f"{name}: {field}"
            # By this an answer that went wrong is found in the log.
            assert bool(answer.getheader("x-request-id")) == (status >= 400), name
        assert answers["asset"][0].getheader("cache-control").startswith("public")
        for name in ["file", "file again", "thumbnail", "part", "held"]:
            assert answers[name][0].getheader("cache-control") == "private, max-age=31536000, immutable"


def test_requests_are_written_down_without_what_was_asked_for(tmp_path):
    with served(tmp_path, "--log", "json") as house:
        house.ask("/?q=a+secret+pear")
        missing = house.ask("/nothing%0A%22here")
        lines = house.requests(2)
        assert [(line["method"], line["path"], line["status"]) for line in lines] == [
            ("GET", "/", 200), ("GET", "/nothing%0A%22here", 404)
        ]
        assert lines[1]["id"] == missing.getheader("x-request-id") != lines[0]["id"]
        assert all(line["client"] == "127.0.0.1" and line["milliseconds"] >= 0 and line["whole"] for line in lines)
        assert lines[0]["bytes"] > 1000 and lines[0]["person"] is None
        assert "secret" not in house.complaints()


def test_queries_are_written_down_when_asked(tmp_path):
    with served(tmp_path, "--log", "text", "--log-queries") as house:
        house.ask("/?q=pear")
    assert re.search(r'^time=\S+Z id=\w{10} client=127.0.0.1 person=- method=GET path=/ query="q=pear" status=200 '
                     r"bytes=\d+ milliseconds=[\d.]+ whole=true$", house.complaints(), re.M), house.complaints()


def test_on_loopback_nothing_is_written_down_by_itself(tmp_path):
    with served(tmp_path) as house:
        house.ask("/")
    assert house.complaints() == ""


def test_nobody_waits_for_who_reads_the_log(tmp_path):
    reading, writing = os.pipe()
    with contextlib.closing(os.fdopen(reading, "rb")), os.fdopen(writing, "wb") as log:
        with served(tmp_path, "--log", "json", stderr=log) as house:
            # A pipe holds 64 KiB: some four hundred lines.
            with contextlib.closing(house.connection()) as connection:
                for _ in range(2000):
                    connection.request("GET", "/healthz")
                    assert connection.getresponse().read() == b"ok\n"


def test_behind_a_proxy_the_clients_address_counts(tmp_path):
    spoofed = {"x-forwarded-for": "127.0.0.1, 192.0.2.7", "x-forwarded-proto": "https"}
    with served(tmp_path, "--log", "json", "--trusted-proxy", "127.0.0.0/8") as house:
        house.ask("/healthz", headers=spoofed)
        house.ask("/healthz", headers={"forwarded": 'for="[2001:db8::7]:80"'})
        assert [line["client"] for line in house.requests(2)] == ["192.0.2.7", "2001:db8::7"]


def test_without_one_nobody_is_believed(tmp_path):
    with served(tmp_path, "--log", "json", "--trusted-proxy", "192.0.2.1") as house:
        house.ask("/healthz", headers={"x-forwarded-for": "192.0.2.7", "forwarded": "for=192.0.2.7"})
        assert house.requests(1)[0]["client"] == "127.0.0.1"


def test_a_proxy_that_is_none_is_told(tmp_path):
    for text in ["localhost", "0.0.0.0/0", "10.0.0.0/99"]:
        assert text in refused(tmp_path, "--trusted-proxy", text)


def test_the_figures_are_read_by_prometheus_on_their_own_port(tmp_path, address):
    with served(tmp_path, "--metrics-port", "0", sandbox=address) as house:
        said = re.fullmatch(r"metrics on (http://127\.0\.0\.1:\d+)/metrics\n", house.process.stdout.readline())
        house.picture()
        house.ask("/")
        with urllib.request.urlopen(said.group(1) + "/metrics") as answer:
            families = {family.name: family for family in text_string_to_metric_families(answer.read().decode())}
        took = families["contactsheet_http_request_duration_seconds"]
        assert took.type == "histogram"
        steps = [sample.value for sample in took.samples if sample.name.endswith("_bucket")]
        assert steps == sorted(steps) and steps[-1] > 1
        assert {sample.labels["state"]: sample.value for sample in families["contactsheet_generations"].samples} == {
            "queued": 0, "submitting": 0, "running": 0, "storing": 0, "unresolved": 0
        }
        spent = {sample.labels["in"]: sample.value for sample in families["contactsheet_spent_dollars"].samples}
        assert spent["month"] >= spent["today"] >= 0
        with urllib.request.urlopen(said.group(1) + "/healthz") as answer:
            assert answer.read() == b"ok\n"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(said.group(1) + "/")


def test_a_line_of_the_log_cannot_be_forged(tmp_path):
    with served(tmp_path, "--log", "json") as house:
        for target in [b"/a%0d%0a{}", b"/a\x1b[2J", b"/\xff\xfe", b"/a\x7fb", b'/"}{"', b"/\\u000a", b"http://x/y?z"]:
            with contextlib.suppress(Exception):
                raw(house, b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        lines = house.requests(5)
        assert all(re.fullmatch(r"[!-~]+", line["path"]) for line in lines), lines
        assert all(json.loads(line) for line in house.complaints().splitlines())
