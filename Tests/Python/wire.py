"""The program as it is reached over a network: by TLS, behind a proxy, by slow and by hostile clients."""

import contextlib
import http.client
import json
import os
import pathlib
import re
import socket
import ssl
import subprocess
import time

BINARY = os.environ["CONTACTSHEET_BINARY"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SEGMIND_")}
PATIENCE = 30  # seconds after which something that should have happened did not


class Served:
    """A running program, with the address that it said and the lines that it complained."""

    def __init__(self, folder, switches, sandbox=None, stderr=None):
        service = {"SEGMIND_API_KEY": "anything", "SEGMIND_BASE_URL": sandbox} if sandbox else {}
        self.log = folder / "log"
        self.data = folder / "data"
        self.process = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--data", self.data, *map(str, switches)],
            stdout=subprocess.PIPE, stderr=stderr or self.log.open("ab"), text=True, env={**ENVIRONMENT, **service},
        )
        said = re.fullmatch(r"listening on (https?)://127\.0\.0\.1:(\d+)\n", self.process.stdout.readline())
        assert said, self.complaints()
        self.scheme, self.port = said.group(1), int(said.group(2))

    def complaints(self):
        return self.log.read_text() if self.log.exists() else ""

    def requests(self, count):
        """The lines of its request log, read as JSON, once there are so many."""
        def lines():
            found = [json.loads(line) for line in self.complaints().splitlines() if line.startswith("{")]
            return len(found) >= count and found
        return until(lines)

    def connection(self, context=None, port=None):
        kind = http.client.HTTPSConnection if self.scheme == "https" else http.client.HTTPConnection
        extra = {"context": context} if context else {}
        return kind("127.0.0.1", port or self.port, timeout=PATIENCE, **extra)

    def ask(self, path, method="GET", body=None, headers=(), context=None):
        """One request on a connection of its own; returns the answer, read."""
        with contextlib.closing(self.connection(context)) as connection:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            answer.text = answer.read()
            return answer

    def picture(self, context=None):
        """Makes one picture; returns its hash."""
        asked = {"model": "sdxl1.0-dreamshaper", "parameters": {"prompt": "a pear", "seed": 1}}
        made = self.ask("/api/generations", "POST", json.dumps(asked), {"content-type": "application/json"}, context)
        assert made.status == 201, made.text
        page = json.loads(made.text)["id"]
        images = until(lambda: json.loads(self.ask(f"/api/generations/{page}", context=context).text)["images"])
        return re.search(r"[0-9a-f]{64}", json.dumps(images)).group(0)

    def stop(self):
        self.process.terminate()
        assert self.process.wait(timeout=PATIENCE) == 0
        self.process.stdout.close()


@contextlib.contextmanager
def served(folder, *switches, sandbox=None, stderr=None):
    """Runs the program until the block ends; its pictures come from a sandbox of its own, or from one that runs."""
    program = Served(pathlib.Path(folder), switches, sandbox, stderr)
    try:
        yield program
        if program.process.poll() is None:
            program.stop()
    finally:
        if program.process.poll() is None:
            program.process.kill()
            program.process.wait()


def refused(folder, *switches):
    """Runs a program that must not start; returns what it complained."""
    ended = subprocess.run([BINARY, "serve", "--port", "0", "--data", folder / "data", *map(str, switches)],
                           capture_output=True, text=True, timeout=PATIENCE, env=ENVIRONMENT)
    assert ended.returncode != 0 and ended.stdout == ""
    return ended.stderr


def until(ask):
    """Asks until the answer is true; returns it."""
    end = time.monotonic() + PATIENCE
    while True:
        answer = ask()
        if answer:
            return answer
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def certificate(folder, authority, name="127.0.0.1"):
    """Writes a certificate of an authority of trustme's, with its key, as a renewal does; returns the switches."""
    issued = authority.issue_cert(name)
    for path, blob in [
        (folder / "certificate.pem", b"".join(part.bytes() for part in issued.cert_chain_pems)),
        (folder / "key.pem", issued.private_key_pem.bytes()),
    ]:
        new = path.with_suffix(".new")
        new.touch(0o600)
        new.write_bytes(blob)
        new.rename(path)
    return ["--tls-certificate", folder / "certificate.pem", "--tls-key", folder / "key.pem"]


def trusting(authority):
    """A client's side of TLS, which trusts one authority alone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context


def certificate_shown(port, context):
    """The certificate that a new connection is shown, as bytes."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as plain:
        with context.wrap_socket(plain, server_hostname="127.0.0.1") as secure:
            return secure.getpeercert(binary_form=True)
