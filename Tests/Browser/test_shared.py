"""A link shows one thing to somebody outside, and nothing else of the house."""

import json
import re
import urllib.parse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PASSWORD = "a fox in deep snow"
# One that every browser accepts, of no house in particular.
NOBODYS = "/shared/" + "a" * 43


def come_in(page, name="Mina"):
    page.goto("/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"/$"))


def make(page, prompt):
    """A picture; its page's address and its file's."""
    page.goto("/generate/sdxl1.0-dreamshaper")
    page.locator("#field-prompt").fill(prompt)
    page.get_by_role("button", name="Generate", exact=True).last.click()
    expect(page.locator("[data-state=completed]")).to_be_visible()
    page.goto("/")
    page.locator(".frames a").first.click()
    page.wait_for_url(re.compile(r"/images/\d+"))
    return page.url, page.locator("a[download]").first.get_attribute("href")


def share(page, address, words=False):
    page.goto(address)
    page.locator(".sharing summary").click()
    page.get_by_label("For whom").fill("Acme & sons")
    if words:
        page.get_by_label("with prompts and parameters").check()
    page.get_by_role("button", name="Make a link").click()
    return page.locator(".once code").text_content()


def forgive(page, *words):
    page.complaints[:] = [c for c in page.complaints if not any(word in c for word in words)]


@pytest.fixture
def mina(open_page, closed):
    page = open_page(closed)
    come_in(page)
    return page


def test_a_stranger_sees_the_picture_and_nothing_else(open_page, closed, mina):
    _, other = make(mina, "a hare in clover")
    address, file = make(mina, "a quince on slate")
    link = share(mina, address)
    stranger = open_page(closed)
    assert stranger.goto(link).status == 200
    picture = stranger.locator("main img")
    expect(picture).to_be_visible()
    assert picture.evaluate("p => p.decode().then(() => p.naturalWidth)") > 0
    expect(stranger.locator("body")).not_to_contain_text("quince")
    way = urllib.parse.urlsplit(link).path
    for href in stranger.locator("a").evaluate_all("all => all.map(a => a.getAttribute('href'))"):
        assert href.startswith(way + "/"), href
    expect(stranger.locator("script, form")).to_have_count(0)
    ask = stranger.context.request
    assert ask.get(f"{way}/files/{file.rsplit('/')[-1]}").status == 200
    assert ask.get(f"{way}/files/{other.rsplit('/')[-1]}").status == 404
    assert ask.get(f"{way}/thumbnails/{other.rsplit('/')[-1]}").status == 404
    for closed_to_all in ["/", address, file, other, "/collections", "/shares", "/api/images"]:
        answer = ask.get(closed_to_all, max_redirects=0)
        assert answer.status in (303, 401), closed_to_all
    assert stranger.context.cookies() == []

    mina.goto("/account")
    mina.get_by_role("link", name="Shared links").click()
    entry = mina.locator(".rows li").first
    expect(entry).to_contain_text("for Acme & sons")
    expect(entry).to_contain_text("opened once")
    entry.get_by_role("button", name="Take back").click()
    expect(mina.get_by_text("The link is taken back")).to_be_visible()
    assert stranger.goto(link).status == 404
    expect(stranger.get_by_role("heading", name="Nothing here")).to_be_visible()
    assert ask.get(f"{way}/files/{file.rsplit('/')[-1]}").status == 404
    forgive(stranger, "404")


def test_a_collection_and_a_comparison_are_shown(open_page, closed, mina):
    address, _ = make(mina, "a pear at dusk")
    number = address.rsplit("/", 1)[-1].split("?")[0]
    asked = mina.context.request
    origin = {"Origin": closed.address}
    made = asked.post("/api/collections", data={"name": f"For Acme {number}"}, headers=origin)
    assert made.ok, made.text()
    put = asked.post("/api/selection", headers=origin,
                     data={"action": "collect", "value": f"For Acme {number}", "ids": [int(number)]})
    assert put.ok, put.text()
    grid = asked.post("/api/comparisons", headers=origin, data={
        "prompt": "a fig in rain", "models": ["sdxl1.0-realvis", "sdxl1.0-dreamshaper"],
        "axes": [{"parameter": "seed", "values": [1, 2]}]})
    assert grid.ok, grid.text()
    mina.goto(grid.json()["url"])
    expect(mina.locator("table.contact img")).to_have_count(4)

    collection = f"/collections/{made.json()['id']}"
    stranger = open_page(closed)
    stranger.goto(share(mina, collection))
    expect(stranger.locator(".wall img")).to_have_count(1)
    expect(stranger.get_by_role("heading", name="For Acme")).to_be_visible()
    stranger.goto(share(mina, grid.json()["url"]))
    expect(stranger.locator(".contact img")).to_have_count(4)
    expect(stranger.locator("body")).not_to_contain_text("fig")
    stranger.goto(share(mina, grid.json()["url"], words=True))
    expect(stranger.locator("thead th").first).not_to_have_text("A")
    expect(stranger.locator("body")).to_contain_text("fig in rain")


@pytest.fixture(scope="module")
def links(browser, closed):
    """A link to each kind of thing."""
    context = browser.new_context(base_url=closed.address)
    page = context.new_page()
    come_in(page)
    address, _ = make(page, "an apple, a pear and a quince on a table of old oak")
    number = address.rsplit("/", 1)[-1].split("?")[0]
    asked, origin = context.request, {"Origin": closed.address}
    made = asked.post("/api/collections", data={"name": f"Still lives {number}"}, headers=origin).json()
    asked.post("/api/selection", headers=origin,
               data={"action": "collect", "value": f"Still lives {number}", "ids": [int(number)]})
    grid = asked.post("/api/comparisons", headers=origin, data={
        "prompt": "plums", "models": ["sdxl1.0-realvis", "sdxl1.0-dreamshaper"],
        "axes": [{"parameter": "seed", "values": [1, 2]}]}).json()
    page.goto(grid["url"])
    expect(page.locator("table.contact img")).to_have_count(4)
    yield {"picture": share(page, address, words=True),
           "collection": share(page, f"/collections/{made['id']}", words=True),
           "comparison": share(page, grid["url"]), "nothing": closed.address + NOBODYS}
    context.close()


KINDS = ["picture", "collection", "comparison", "nothing"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_serious_fault(open_page, closed, links, kind, scheme):
    page = open_page(closed, color_scheme=scheme)
    page.goto(links[kind])
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert not serious, json.dumps([(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious], indent=1)
    forgive(page, "404")


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_a_small_phone(open_page, closed, links, kind):
    page = open_page(closed, viewport={"width": 320, "height": 640}, is_mobile=True)
    page.goto(links[kind])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    forgive(page, "404")
