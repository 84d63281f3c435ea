"""The built program as processes that a test starts, kills and stops."""

import http.client
import json
import os
import re
import select
import signal
import socket
import subprocess
import time
import urllib.parse

BINARY = os.environ["CONTACTSHEET_BINARY"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("SEGMIND_")}
PATIENCE = 60  # seconds after which something that should have happened did not


def free_port():
    """A port that nobody listens on, for a program that is restarted at the same address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Program:
    """One subcommand, run again and again, its complaints kept in a file."""

    prefix = ()

    def __init__(self, folder, name, environment=None):
        self.log = open(folder / f"{name}.log", "ab")
        self.environment = {**ENVIRONMENT, **(environment or {})}
        self.process = None
        self.address = None

    def arguments(self):
        raise NotImplementedError

    def command(self, *switches):
        return [*self.prefix, BINARY, *self.arguments(), *switches]

    def spawn(self, *switches):
        """Starts it without waiting for anything."""
        self.address = None
        self.process = subprocess.Popen(
            self.command(*switches), stdout=subprocess.PIPE, stderr=self.log, env=self.environment
        )
        return self

    def listening(self, within=PATIENCE):
        """Waits until it says its address; returns that, or None when it ends or the time is up before."""
        ready, _, _ = select.select([self.process.stdout], [], [], within)
        line = self.process.stdout.readline().decode() if ready else ""
        said = re.fullmatch(r"listening on (http://127\.0\.0\.1:\d+)\n", line)
        self.address = said and said.group(1)
        return self.address

    def start(self, *switches):
        self.spawn(*switches)
        assert self.listening(), f"it did not start; see {self.log.name}"
        return self

    def kill(self):
        self.process.kill()
        return self.ended()

    def ended(self, within=PATIENCE):
        """Waits for its end; returns the signal that ended it as a negative number, or the exit code."""
        self.address = None
        code = self.process.wait(timeout=within)
        self.process.stdout.close()
        return code

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.ended()
        assert code == 0, f"SIGTERM ended it with {code}; see {self.log.name}"

    def end(self):
        """Whatever state it is in: leaves no process behind."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.close()

    def ask(self, method, path, body=None, timeout=PATIENCE):
        """One request; returns the status, the headers and the body."""
        address = urllib.parse.urlsplit(self.address)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=timeout)
        try:
            headers = {"content-type": "application/json"} if body is not None else {}
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


class Sandbox(Program):
    """The service as a process of its own, which counts what it charges."""

    def __init__(self, folder, *switches):
        super().__init__(folder, "sandbox")
        self.ledger = folder / "ledger.jsonl"
        self.port = free_port()
        self.switches = [str(switch) for switch in switches]

    def arguments(self):
        return [
            "sandbox", "--port", str(self.port), "--plain", "--controls", "--ledger", str(self.ledger), *self.switches
        ]

    def control(self, name, **values):
        status, _, body = self.ask("POST", f"/sandbox/{name}", values)
        assert status == 200, body
        return json.loads(body)

    def charges(self):
        """How many it made so far."""
        status, _, body = self.ask("GET", "/sandbox/ledger")
        assert status == 200, body
        return json.loads(body)["charges"]

    def calm(self):
        """Takes every fault away."""
        self.control("faults", **dict.fromkeys(self.control("faults"), 0))


class House(Program):
    """The server, on a data folder of its own."""

    def __init__(self, folder, sandbox, prefix=(), environment=None, data=None):
        service = {"SEGMIND_API_KEY": "anything", "SEGMIND_BASE_URL": f"http://127.0.0.1:{sandbox.port}"}
        super().__init__(folder, "house", {**service, **(environment or {})})
        self.prefix = prefix
        self.data = data or folder / "data"

    def arguments(self):
        return ["serve", "--port", "0", "--data", str(self.data)]

    def settled(self, within=PATIENCE):
        """Waits until nothing is on its way any more, by the queue's event stream."""
        address = urllib.parse.urlsplit(self.address)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=within)
        end = time.monotonic() + within
        name = ""
        try:
            connection.request("GET", "/queue/events")
            answer = connection.getresponse()
            while time.monotonic() < end:
                line = answer.readline().decode().rstrip("\r\n")
                if line.startswith("event:"):
                    name = line.removeprefix("event:").strip()
                elif name == "count" and line == "data: 0":
                    return
        finally:
            connection.close()
        raise AssertionError(f"something was still on its way after {within} s; see {self.log.name}")


def check(data, *switches):
    """Runs `contactsheet check`; returns its exit code, and what it found if that is anything."""
    ended = subprocess.run(
        [BINARY, "check", "--data", data, *switches], capture_output=True, text=True, timeout=PATIENCE, env=ENVIRONMENT
    )
    return ended.returncode, ended.stdout + ended.stderr if ended.returncode else ""


def kill_points():
    """The named points between two writes at which a debug build can be told to kill itself."""
    said = subprocess.run([BINARY, "serve", "--list-kill-points"], capture_output=True, text=True, env=ENVIRONMENT)
    assert said.returncode == 0, said.stderr
    return said.stdout.split()
