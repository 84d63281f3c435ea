"""The programs that are measured: ours, the sandbox, nginx."""

import contextlib
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("CONTACTSHEET_BINARY", ROOT / ".build/release/contactsheet"))
TICK = os.sysconf("SC_CLK_TCK")


class Program:
    """The program until the block ends; knows its address and how long it took to answer."""

    def __init__(self, *arguments, **environment):
        self.arguments, self.environment = arguments, environment

    def __enter__(self):
        begun = time.monotonic()
        self.process = subprocess.Popen([BINARY, *self.arguments], stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, **self.environment})
        self.address = re.match(r"listening on (\S+)", self.process.stdout.readline()).group(1)
        if "serve" in self.arguments:
            urllib.request.urlopen(self.address + "/").read()
        self.seconds = time.monotonic() - begun
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=120)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def settle(self):
        """Waits until it has nothing left to do, for what a client no longer waits for may go on."""
        until, before = time.monotonic() + 60, -1
        while self.processor() - before > 0.02 and time.monotonic() < until:
            before = self.processor()
            time.sleep(0.1)

    def memory(self, kind="VmRSS"):
        """MB; `RssAnon` is its own, `RssFile` the mapped pages of the database and of the program itself."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(kind + r":\s+(\d+)", status).group(1)) / 1024

    def decoding(self):
        """Seconds of CPU in libvips' threads, as far as they live."""
        spent = 0
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            with contextlib.suppress(OSError):
                if (task / "comm").read_text().startswith("libvips"):
                    fields = (task / "stat").read_text().rsplit(")", 1)[1].split()
                    spent += (int(fields[11]) + int(fields[12])) / TICK
        return spent

    def processor(self):
        """Seconds of CPU so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK


def serve(folder, **environment):
    return Program("serve", "--port", "0", "--data", str(folder), **environment)


class Nginx:
    """nginx on a folder, as the yardstick for files."""

    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="nginx-"))
        self.port = random.randrange(20000, 30000)
        (self.home / "nginx.conf").write_text(
            f"""daemon off; pid {self.home}/pid; error_log stderr crit; worker_processes 1; user root;
            events {{ worker_connections 512; }}
            http {{ access_log off; sendfile on; open_file_cache max=1000; keepalive_requests 100000000;
            server {{ listen 127.0.0.1:{self.port}; root {self.folder}; location = /up {{ return 204; }} }} }}""")
        self.process = subprocess.Popen(["nginx", "-p", self.home, "-c", self.home / "nginx.conf"])
        self.address = f"http://127.0.0.1:{self.port}"
        deadline = time.monotonic() + 10
        while True:
            try:
                urllib.request.urlopen(self.address + "/up").close()
                return self
            except OSError:
                assert time.monotonic() < deadline, "nginx did not start"
                time.sleep(0.02)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)
        shutil.rmtree(self.home, ignore_errors=True)
