"""A real server, a real sandbox and a real Chromium for every test of the pages."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect, sync_playwright

expect.set_options(timeout=20_000)
BINARY = os.environ["CONTACTSHEET_BINARY"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "Tests" / "Fixtures"


@contextlib.contextmanager
def program(*arguments, **environment):
    """Runs the program until the block ends; yields the address it prints."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("SEGMIND_")}
    process = subprocess.Popen(
        [BINARY, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**inherited, **environment}
    )
    try:
        line = process.stdout.readline()
        match = re.match(r"listening on (http://\S+)$", line)
        assert match, f"the program said {line!r}"
        yield match.group(1)
    finally:
        process.terminate()
        assert process.wait(timeout=20) == 0, "the program did not stop cleanly"


class House:
    """A served site with its own data folder, and a few words to its JSON interface."""

    def __init__(self, address, folder):
        self.address = address
        self.folder = folder

    def get(self, path):
        with urllib.request.urlopen(self.address + path) as answer:
            return json.load(answer)

    def post(self, path, body=None):
        request = urllib.request.Request(
            self.address + path, json.dumps(body or {}).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


@contextlib.contextmanager
def house(latency="0.4"):
    folder = tempfile.mkdtemp(prefix="contactsheet-browser-")
    try:
        with program("sandbox", "--port", "0", "--latency", latency) as service:
            serve = ("serve", "--port", "0", "--data", folder)
            with program(*serve, SEGMIND_API_KEY="a-key-that-no-page-shows", SEGMIND_BASE_URL=service) as address:
                yield House(address, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def site():
    with house() as served:
        yield served


@pytest.fixture(scope="session")
def house_of():
    """What makes houses, for a file of tests that has one to itself."""
    return house


@pytest.fixture
def own_site():
    """A house of the test's own: one that stands still must not hold up the others."""
    with house(latency="0.2") as served:
        yield served


# Of everybody with an account.
PASSWORD = "a fox in deep snow"


def add_person(folder, name, role):
    subprocess.run([BINARY, "user", "add", name, "--role", role, "--data", folder], input=PASSWORD + "\n", text=True,
                   check=True, capture_output=True)


@pytest.fixture(scope="session")
def closed():
    """A house that asks for accounts: of Mina, an administrator, Tom, a viewer, and <b>Ada</b>, a member."""
    folder = tempfile.mkdtemp(prefix="contactsheet-people-")
    try:
        # The first start makes the data folder.
        with program("serve", "--port", "0", "--data", folder):
            pass
        for name, role in [("Mina", "administrator"), ("Tom", "viewer"), ("<b>Ada</b>", "member")]:
            add_person(folder, name, role)
        with program("serve", "--port", "0", "--data", folder, "--accounts") as address:
            served = House(address, folder)
            served.password = PASSWORD
            served.add_person = lambda name, role: add_person(folder, name, role)
            yield served
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def first_start():
    """A house that asks for accounts and has none; it knows the link that it printed."""
    folder = tempfile.mkdtemp(prefix="contactsheet-people-")
    process = subprocess.Popen([BINARY, "serve", "--port", "0", "--data", folder, "--accounts"], text=True, cwd=ROOT,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        served = House(re.match(r"listening on (\S+)", process.stdout.readline()).group(1), folder)
        assert "first administrator" in process.stderr.readline()
        served.link = process.stderr.readline().strip()
        yield served
    finally:
        process.terminate()
        process.communicate(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)
    assert process.returncode == 0


@pytest.fixture(scope="session")
def full_site():
    """A house of 100,000 pictures, filled as the bench fills its own: some hundred files, shared by links."""
    keep = tempfile.mkdtemp(prefix="contactsheet-full-")
    try:
        # A program of its own: its modules and the tests' have names in common.
        stock = [sys.executable, ROOT / "Tests/Bench/stock.py", keep, "100000"]
        folder = subprocess.run(stock, check=True, capture_output=True, text=True).stdout.strip()
        with program("sandbox", "--port", "0", "--latency", "0.1") as service:
            serve = ("serve", "--port", "0", "--data", folder)
            with program(*serve, SEGMIND_API_KEY="a-key-that-no-page-shows", SEGMIND_BASE_URL=service) as address:
                yield House(address, folder)
    finally:
        shutil.rmtree(keep, ignore_errors=True)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, site):
    """Opens pages whose console stays silent and whose requests stay in the house."""
    contexts, complaints = [], []

    def opener(at=site, **options):
        context = browser.new_context(base_url=at.address, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        page.on("dialog", lambda d: (complaints.append(f"dialog {d.message}"), d.dismiss()))
        page.on("request", lambda r: complaints.append(r.url) if not r.url.startswith(at.address) else None)
        page.complaints = complaints
        return page

    yield opener
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def fixture():
    return lambda slug: json.loads((FIXTURES / f"{slug}.json").read_text())
