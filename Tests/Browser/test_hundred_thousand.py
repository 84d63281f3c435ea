"""What people do all day, among a hundred thousand pictures."""

import json
import re
import zipfile

from playwright.sync_api import expect
from test_bringing import drop, png


def frame(page, number):
    return page.locator(".frame").nth(number)


def numbers(page):
    return page.locator(".frame:visible .edge span:first-child").all_inner_texts()


def search(page, typed):
    page.keyboard.press("/")
    page.fill("#search", typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Search")).to_be_visible()


def test_some_are_found_selected_taken_away_as_a_zip_thrown_away_and_put_back(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/")
    search(page, "tag:sketch light")
    before = numbers(page)
    assert len(before) > 4
    frame(page, 1).locator("a").first.focus()
    page.keyboard.press("x")
    frame(page, 3).locator("a").first.focus()
    page.keyboard.press("Shift+X")
    bar = page.get_by_role("form", name="What is selected")
    expect(bar).to_contain_text("3")
    with page.expect_download() as download:
        bar.get_by_role("button", name="Zip").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        assert [str(one["id"]) for one in json.loads(archive.read("pictures.json"))] == before[1:4]
    page.keyboard.press("Delete")
    expect(page.get_by_text("Moved to the trash: 3 pictures.")).to_be_visible()
    expect(page.locator(".frame:visible")).to_have_count(len(before) - 3)
    assert numbers(page) == before[:1] + before[4:]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".frame:visible")).to_have_count(len(before))
    assert numbers(page) == before


def test_the_lightbox_walks_a_search_of_a_month_by_keyboard(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/?q=portrait")
    page.locator(".calendar a").nth(18).click()
    expect(page).to_have_url(re.compile(r"date="))
    there = numbers(page)
    page.locator(".frame > a").nth(2).focus()
    page.keyboard.press(" ")
    for expected in there[2:6]:
        expect(page.locator("[data-number]")).to_have_text(expected)
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-number]")).to_have_text(there[6])
    page.keyboard.press("Escape")
    expect(page.locator("[data-lightbox]")).to_have_count(0)
    expect(page.locator(f".frame > a[href^='/images/{there[6]}?']")).to_be_focused()


def test_what_is_dropped_on_the_gallery_is_found_among_the_others(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/")
    drop(page, [(f"newt {shade}.png", png(f"a dropped newt, number {shade}", shade), "image/png") for shade in range(5)])
    panel = page.get_by_label("Pictures on their way")
    expect(panel).to_contain_text("5 brought")
    search(page, "dropped newt seed:3")
    expect(page.locator(".frame")).to_have_count(1)
    frame(page, 0).locator("a").first.click()
    expect(page.get_by_text("a dropped newt, number 3").first).to_be_visible()
