"""Selecting pictures by mouse, keyboard and without scripts, and what is done to a selection, with its way back."""

import json
import re
import urllib.request
import zipfile

import pytest
from playwright.sync_api import expect

PICTURES = 8


@pytest.fixture(scope="module")
def sheet(house_of):
    with house_of(latency="0.05") as served:
        for number in range(PICTURES):
            parameters = {"prompt": f"a pear {number}", "seed": 100 + number}
            _, made = served.post("/api/generations", {"model": "sdxl1.0-dreamshaper", "parameters": parameters})
            with urllib.request.urlopen(f"{served.address}/generations/{made['id']}/events", timeout=20) as events:
                assert any(line.strip() == b"event: end" for line in events)
        yield served


@pytest.fixture(autouse=True)
def as_before(request):
    """Every test begins with all pictures shown and unmarked."""
    yield
    if "sheet" in request.fixturenames:
        served = request.getfixturevalue("sheet")
        every = list(range(1, PICTURES + 1))
        for action, value in (("restore", None), ("rate", 0), ("unfavourite", None), ("untag", "snow, night sky")):
            assert served.post("/api/selection", {"ids": every, "action": action, "value": value})[0] == 200


def frame(page, number):
    return page.locator(".frame").nth(number)


def box(page, number):
    return frame(page, number).locator(".pick input")


def chosen(page):
    return page.locator(".pick input:checked").count()


def press(page, key):
    """Presses a key once the page's scripts listen."""
    expect(page.locator(":root[data-scripts]")).to_be_attached()
    page.keyboard.press(key)


def bar(page):
    return page.get_by_role("form", name="What is selected")


def test_the_mouse_selects_one_a_range_and_the_page(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/")
    expect(bar(page)).to_be_hidden()
    box(page, 1).click()
    expect(bar(page)).to_be_visible()
    expect(bar(page)).to_contain_text("1 selected")
    box(page, 4).click(modifiers=["Shift"])
    expect(bar(page)).to_contain_text("4 selected")
    box(page, 2).click()
    expect(bar(page)).to_contain_text("3 selected")
    frame(page, 6).locator("a").click(modifiers=["Shift"])
    assert chosen(page) == 7 - 1, "all from the last that was clicked"
    bar(page).get_by_role("button", name="All on this page").click()
    assert chosen(page) == PICTURES
    page.keyboard.press("Escape")
    expect(bar(page)).to_be_hidden()
    assert page.url.endswith("/"), "nothing was opened"


def test_the_keyboard_selects_rates_and_favours(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+X")
    expect(bar(page)).to_contain_text("3 selected")
    page.keyboard.press("4")
    expect(page.get_by_text("Rated 4: 3 pictures.")).to_be_visible()
    expect(page.locator(".rating")).to_have_text(["4", "4", "4"])
    page.keyboard.press("f")
    expect(page.locator(".favoured")).to_have_count(3)
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator(".favoured")).to_have_count(2)
    page.keyboard.press("0")
    expect(page.locator(".rating")).to_have_count(2)
    page.reload()
    expect(page.locator(".rating")).to_have_count(2)
    expect(page.locator(".favoured")).to_have_count(2)


def test_the_trash_takes_them_from_the_page_and_undo_brings_them_back(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/")
    names = page.locator(".frame .edge span:first-child").all_inner_texts()
    box(page, 0).check()
    box(page, 3).check()
    page.keyboard.press("Delete")
    expect(page.locator(".frame:visible")).to_have_count(PICTURES - 2)
    expect(bar(page)).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone for 2 pictures.")).to_be_visible()
    assert page.locator(".frame:visible .edge span:first-child").all_inner_texts() == names
    page.get_by_role("link", name="Close this notice").click()
    expect(page.locator(".toast")).to_have_count(0)
    page.reload()
    expect(page.locator(".frame")).to_have_count(PICTURES)


def test_what_lies_in_the_trash_is_put_back_from_its_page(open_page, sheet):
    sheet.post("/api/selection", {"ids": [1, 2, 3], "action": "trash"})
    page = open_page(at=sheet)
    page.goto("/trash")
    expect(page.locator(".frame")).to_have_count(3)
    expect(frame(page, 0)).to_contain_text("30 days")
    box(page, 0).check()
    page.get_by_role("button", name="Put back").click()
    expect(page.locator(".frame:visible")).to_have_count(2)
    page.reload()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    bar(page).get_by_label("All of the trash").check()
    page.get_by_role("button", name="Put back").click()
    expect(page.get_by_text("Nothing in the trash")).to_be_visible()
    expect(page.get_by_text("Taken out of the trash: 2 pictures.")).to_be_visible()


def test_tags_and_collections_are_given_suggested_and_found(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/")
    box(page, 0).check()
    box(page, 2).check()
    bar(page).get_by_text("Tag", exact=True).click()
    page.get_by_label("Tags, between commas").fill("Snow, night sky")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tagged Snow, night sky: 2 pictures.")).to_be_visible()
    bar(page).get_by_text("Collect", exact=True).click()
    page.get_by_label("A collection, or a new one's name").fill("Best, of all")
    page.get_by_role("button", name="Put in").click()
    expect(page.get_by_text("Put into “Best, of all”: 2 pictures.")).to_be_visible()
    page.goto("/collections")
    page.get_by_role("link", name="Best, of all").click()
    expect(page.locator(".frame")).to_have_count(2)
    page.goto("/?q=tag:%22night sky%22")
    expect(page.locator(".frame")).to_have_count(2)
    frame(page, 0).locator("a").click()
    page.get_by_label("Tags").focus()
    expect(page.locator("#tag-names option")).to_have_count(2)
    page.get_by_role("button", name="Take the tag Snow away").click()
    expect(page.get_by_text("Tags taken away: Snow: 1 picture.")).to_be_visible()
    expect(page.get_by_role("link", name="Snow", exact=True)).to_have_count(0)


def test_a_picture_is_marked_on_its_own_page_by_keyboard(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/images/5")
    press(page, "f")
    expect(page.get_by_role("button", name="Favourite")).to_have_attribute("aria-pressed", "true")
    press(page, "3")
    expect(page.get_by_role("button", name="Rate 3 of 5")).to_have_attribute("aria-pressed", "true")
    press(page, "Delete")
    expect(page.get_by_text("In the trash since")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("In the trash since")).to_have_count(0)


def test_a_zip_holds_what_was_selected(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/")
    box(page, 0).check()
    box(page, 1).check()
    for _ in range(2):  # a second time, too
        with page.expect_download() as download:
            bar(page).get_by_role("button", name="Zip").click()
        assert re.fullmatch(r"contactsheet-\d{4}-\d\d-\d\d-2\.zip", download.value.suggested_filename)
        with zipfile.ZipFile(download.value.path()) as archive:
            assert archive.testzip() is None
            described = json.loads(archive.read("pictures.json"))
            assert [p["id"] for p in described] == [8, 7]
            assert sorted(archive.namelist()) == sorted([p["file"] for p in described] + ["pictures.json"])
            assert all(archive.read(p["file"]).startswith((b"\x89PNG", b"\xff\xd8\xff")) for p in described)
            assert described[0]["parameters"]["seed"] == 107


def test_all_of_it_works_without_scripts(open_page, sheet):
    page = open_page(at=sheet, java_script_enabled=False)
    page.goto("/?q=pear")
    expect(bar(page)).to_be_hidden()
    box(page, 1).check()
    box(page, 2).check()
    expect(bar(page)).to_be_visible()
    bar(page).get_by_text("Rate", exact=True).click()
    bar(page).get_by_role("button", name="4", exact=True).click()
    expect(page.get_by_text("Rated 4: 2 pictures.")).to_be_visible()
    assert "q=pear" in page.url
    expect(page.locator(".rating")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".rating")).to_have_count(0)
    box(page, 0).check()
    bar(page).get_by_label("All that match").check()
    bar(page).get_by_role("button", name="Trash").click()
    expect(page.get_by_text(f"Moved to the trash: {PICTURES} pictures.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".frame")).to_have_count(PICTURES)


def test_a_hundred_thousand_are_rated_with_progress_stopped_and_put_back(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/")
    box(page, 0).check()
    bar(page).get_by_label("All that match").check()
    bar(page).get_by_text("Rate", exact=True).click()
    bar(page).get_by_role("button", name="2", exact=True).click()
    expect(page.get_by_role("heading", name="Rated 2")).to_be_visible()
    expect(page.locator("progress[value]")).to_be_visible()
    page.reload()
    other = open_page(at=full_site)
    other.goto("/")
    expect(other.locator(".frame")).to_have_count(60)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("strong", has_text=re.compile("Stopped|Done"))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("strong", has_text="Undone")).to_be_visible(timeout=120_000)


@pytest.mark.parametrize("path", ["/", "/trash", "/collections", "/jobs", "/images/5"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_are_sound(open_page, sheet, path, width):
    from axe_playwright_python.sync_playwright import Axe

    sheet.post("/api/selection", {"ids": [2], "action": "trash"})
    sheet.post("/api/selection", {"ids": [5], "action": "tag", "value": "snow"})
    page = open_page(at=sheet, viewport={"width": width, "height": 700})
    page.goto(path)
    if page.locator(".pick").count():
        page.locator(".pick input").first.check()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert not serious, json.dumps([(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious], indent=1)
