"""From the form to the regenerated picture: with scripts, without them, and with the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

SLUGS = [
    "sdxl1.0-realdream-lightning",
    "sdxl1.0-newreality-lightning",
    "sdxl1.0-dreamshaper",
    "sdxl1.0-yamers-realistic",
    "sdxl1.0-realvis",
]


def generation_of(page):
    return int(re.search(r"/generations/(\d+)", page.url).group(1))


def wait_until_done(page):
    # With scripts the events bring the picture, without them the page's own refresh does.
    expect(page.locator("[data-state=completed] .results img").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_the_form_to_the_regenerated_picture(open_page, site, scripts):
    page = open_page(java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("link", name="Generate", exact=True).click()
    page.get_by_role("link", name="Dreamshaper SDXL").first.click()
    page.locator("#field-prompt").fill("a lighthouse above a winter sea, (storm:1.2)")
    page.get_by_label("Seed").fill("4711")
    page.get_by_role("button", name="Generate", exact=True).last.click()
    wait_until_done(page)
    page.get_by_role("link", name="Open the picture").click()
    expect(page.get_by_text("4711", exact=True)).to_be_visible()
    first = int(page.url.rsplit("/", 1)[1])

    page.get_by_role("button", name="Same seed").click()
    wait_until_done(page)
    expect(page.locator(".verdict")).to_contain_text("Identical")
    generation = site.get(f"/api/generations/{generation_of(page)}")
    assert generation["parent_image_id"] == first
    assert generation["verdict"] == "identical"

    page.goto(f"/images/{first}")
    page.get_by_role("button", name="New seed").click()
    wait_until_done(page)
    assert site.get(f"/api/generations/{generation_of(page)}")["parameters"]["seed"] != 4711


@pytest.mark.parametrize("slug", SLUGS)
def test_each_example_goes_through_the_form_unchanged(open_page, site, fixture, slug):
    page = open_page()
    page.goto(f"/generate/{slug}")
    page.get_by_role("link", name="Use the example").click()
    page.get_by_role("button", name="Generate", exact=True).last.click()
    wait_until_done(page)
    done = site.get(f"/api/generations/{generation_of(page)}")
    assert done["parameters"] == fixture(slug)
    status, again = site.post(f"/api/images/{done['images'][0]['id']}/regenerate")
    assert status == 201
    page.goto(f"/generations/{again['id']}")
    wait_until_done(page)
    again = site.get(f"/api/generations/{again['id']}")
    assert again["verdict"] == "identical"
    assert again["images"][0]["sha256"] == done["images"][0]["sha256"]


def test_with_the_keyboard_alone(open_page):
    page = open_page()
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/generate")
    page.get_by_role("link", name="Realvis SDXL").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/generate/sdxl1.0-realvis")
    # The empty prompt has the focus.
    page.keyboard.type("a harbour at night")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/generations/*")
    wait_until_done(page)
    page.keyboard.press("r")
    expect(page.locator(".verdict")).to_contain_text("Identical")
    page.keyboard.press("g")
    page.keyboard.press("g")
    page.wait_for_url(re.compile(r"/$"))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/images/*")
    newest = int(page.url.rsplit("/", 1)[1])
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/images/{newest - 1}")
    page.keyboard.press("e")
    page.wait_for_url("**/generate/**")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("harbour")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=harbour")


def test_enter_in_a_field_generates_also_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/generate/sdxl1.0-realdream-lightning")
    page.locator("#field-prompt").fill("a field of wheat")
    page.get_by_label("Seed").press("Enter")
    page.wait_for_url("**/generations/*")


def test_several_samples_become_several_pictures(open_page, site):
    page = open_page()
    page.goto("/generate/sdxl1.0-realdream-lightning")
    page.locator("#field-prompt").fill("four views of a hill")
    page.locator(".segments label", has_text="4").click()
    expect(page.locator("[data-cost]")).to_have_text("$0.008")
    page.get_by_role("button", name="Generate", exact=True).last.click()
    wait_until_done(page)
    expect(page.locator(".results img")).to_have_count(4)
    done = site.get(f"/api/generations/{generation_of(page)}")
    assert [image["sample"] for image in done["images"]] == [0, 1, 2, 3]
    assert done["cost_usd"] == pytest.approx(0.008)


def test_a_second_press_asks_only_once(open_page, site):
    page = open_page()
    page.goto("/generate/sdxl1.0-realdream-lightning")
    page.locator("#field-prompt").fill("pressed twice")
    page.get_by_role("button", name="Generate", exact=True).last.dblclick()
    page.wait_for_url("**/generations/*")
    wait_until_done(page)
    assert len(site.get("/api/images?q=pressed+twice")["images"]) == 1
