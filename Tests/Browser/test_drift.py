"""Requests sent again: what they cost is asked first, the report fills in live, and leads to what drifted."""

import json
import re
import sqlite3
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

FILE = ("sha256", "path", "format", "width", "height", "bytes", "perceptual_hash", "colour")


@pytest.fixture(scope="module")
def shelf(house_of):
    """Pictures 1 to 3, of which the third lies there as the second's: its request brings another one."""
    with house_of(latency="0.4") as served:
        for model, prompt in [("sdxl1.0-dreamshaper", "a red fox"), ("sdxl1.0-realvis", "a hare"),
                              ("sdxl1.0-realvis", "a lighthouse at night")]:
            parameters = {"prompt": prompt, "seed": 1}
            _, made = served.post("/api/generations", {"model": model, "parameters": parameters})
            with urllib.request.urlopen(f"{served.address}/generations/{made['id']}/events", timeout=20) as events:
                assert any(line.strip() == b"event: end" for line in events)
        with sqlite3.connect(f"{served.folder}/contactsheet.sqlite", timeout=20) as database:
            columns = ", ".join(f"{name} = (SELECT {name} FROM image WHERE id = 2)" for name in FILE)
            database.execute(f"UPDATE image SET {columns} WHERE id = 3")
        database.close()
        yield served


def test_a_selection_is_made_again_and_the_report_fills_in(open_page, shelf):
    page = open_page(at=shelf)
    page.goto("/")
    for box in page.locator(".pick input").all():
        box.check()
    page.get_by_role("button", name="Regenerate").click()
    expect(page.get_by_role("heading", name="Make them again")).to_be_visible()
    expect(page.locator(".facts")).to_contain_text("3 requests")
    expect(page.get_by_role("link", name="Not now")).to_have_attribute("href", "/")
    page.get_by_label("Name of the report").fill("After the update")
    page.get_by_role("button", name=re.compile(r"^Send 3 requests, \$0\.\d+$")).click()
    page.wait_for_url(re.compile(r"/drifts/\d+$"))
    page.evaluate("window.stayed = true")
    expect(page.locator("strong", has_text="One came back as another picture.")).to_be_visible()
    expect(page.locator("progress")).to_have_count(0)
    assert page.evaluate("window.stayed")
    row = page.get_by_role("row", name="All").get_by_role("cell")
    expect(row).to_have_text(["2", "0", "1", "0", "3"])
    expect(page.get_by_role("row", name="Realvis").get_by_role("cell")).to_have_text(["1", "0", "1", "0", "2"])
    first = page.locator(".twin").first
    expect(first).to_contain_text("Drifted")
    first.get_by_role("link").click()
    page.wait_for_url(re.compile(r"/compare\?ids=3,\d+&mode=blink"))
    expect(page.locator("[data-sheet] img:visible")).to_have_attribute("alt", re.compile("^Picture 3:"))


def test_without_scripts_it_is_forms_and_a_page_that_asks_again(open_page, shelf):
    page = open_page(at=shelf, java_script_enabled=False)
    page.goto("/")
    page.locator(".pick input").last.check()
    page.get_by_role("button", name="Regenerate").click()
    page.get_by_role("button", name="Send 1 request").click()
    page.wait_for_url(re.compile(r"/drifts/\d+$"))
    expect(page.get_by_text("Every picture came back the same to the byte.")).to_be_visible()
    page.get_by_role("link", name="Drift", exact=True).click()
    expect(page.get_by_role("link", name="1 picture, ")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_are_sound(open_page, shelf, width):
    page = open_page(at=shelf, viewport={"width": width, "height": 700})
    for path in ("/drifts", "/drifts/1"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page).response["violations"]
        serious = [v for v in found if v["impact"] in ("serious", "critical")]
        assert not serious, json.dumps([(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious], indent=1)
