"""The viewer: two to nine pictures beside or over each other, at the same place of each, all of it in the address."""

import json
import re
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

MODEL = "sdxl1.0-dreamshaper"


@pytest.fixture(scope="module")
def shelf(house_of):
    """Pictures 1 to 3 are squares of two prompts, 4 is upright."""
    with house_of(latency="0.05") as served:
        for prompt, seed, width, height in [
            ("a red fox in the snow", 1, 1024, 1024), ("a red hare in the snow", 1, 1024, 1024),
            ("a red fox in the snow", 2, 1024, 1024), ("a red fox in the snow", 1, 832, 1216),
        ]:
            parameters = {"prompt": prompt, "seed": seed, "img_width": width, "img_height": height}
            _, made = served.post("/api/generations", {"model": MODEL, "parameters": parameters})
            with urllib.request.urlopen(f"{served.address}/generations/{made['id']}/events", timeout=20) as events:
                assert any(line.strip() == b"event: end" for line in events)
        yield served


def opened(open_page, shelf, query, **options):
    page = open_page(at=shelf, **options)
    page.goto(f"/compare?{query}")
    expect(page.locator(".lighttable.ready").first).to_be_visible()
    return page


def fields(page):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(page.url).query))


def says(page, **wanted):
    """Waits until the address says so."""
    for name, value in wanted.items():
        page.wait_for_url(lambda url: dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query)).get(name) == value)


def sheets(page):
    return page.locator("[data-sheet]").evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().toJSON())")


def test_the_keys_turn_to_every_mode_and_the_address_tells(open_page, shelf):
    page = opened(open_page, shelf, "ids=1,2,3")
    expect(page.locator(".lighttable")).to_have_count(3)
    for key, mode in [("l", "slider"), ("k", "blink"), ("o", "onion"), ("d", "difference"), ("h", "heat")]:
        page.keyboard.press(key)
        says(page, mode=mode)
        expect(page.locator("[data-viewer]")).to_have_attribute("data-mode", mode)
        expect(page.locator(".lighttable")).to_have_count(1)
        expect(page.locator(f"[data-to={mode}]")).to_have_attribute("aria-current", "true")
    page.keyboard.press("s")
    page.wait_for_url(re.compile(r"ids=1,2,3$"))
    expect(page.locator(".lighttable")).to_have_count(3)


def test_all_are_looked_at_at_the_same_place(open_page, shelf):
    page = opened(open_page, shelf, "ids=1,2,3")
    first = page.locator(".lighttable").first.bounding_box()
    page.mouse.move(first["x"] + first["width"] * 0.6, first["y"] + first["height"] * 0.4)
    for _ in range(6):
        page.mouse.wheel(0, -200)
    page.wait_for_url(re.compile("z="))
    sizes = {round(sheet["width"]) for sheet in sheets(page)}
    assert len(sizes) == 1 and sizes.pop() > first["width"] * 2
    tables = [table.bounding_box() for table in page.locator(".lighttable").all()]
    offsets = {(round(sheet["left"] - table["x"]), round(sheet["top"] - table["y"]))
               for sheet, table in zip(sheets(page), tables)}
    assert len(offsets) == 1, offsets
    page.keyboard.press("Shift+ArrowRight")
    assert round(sheets(page)[2]["left"] - tables[2]["x"]) == offsets.pop()[0] - 80
    page.keyboard.press("z")
    page.wait_for_url(lambda url: "z=" not in url)


def test_pictures_of_different_sizes_are_zoomed_by_the_same_share(open_page, shelf):
    page = opened(open_page, shelf, "ids=1,4")
    fit = sheets(page)
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.wait_for_url(re.compile("z="))
    large = sheets(page)
    shares = [after["width"] / before["width"] for before, after in zip(fit, large)]
    assert shares[0] == pytest.approx(2.25, abs=0.01) and shares[1] == pytest.approx(shares[0], abs=0.01)
    page.keyboard.press("l")
    expect(page.locator("[data-viewer-says]")).to_have_text(re.compile("picture 4, 832 × 1216, was scaled to 1024 × 1024"))
    assert len({(image["width"], image["height"]) for image in page.locator("[data-sheet] img").evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect().toJSON())")}) == 1


def test_a_colleague_sees_the_same(open_page, shelf):
    query = "ids=1,2,3&mode=slider&a=3&b=2&z=2&x=0.4&y=0.6&at=0.3&ground=grey"
    page = opened(open_page, shelf, query)
    expect(page.locator(":root")).to_have_attribute("data-ground", "grey")
    expect(page.get_by_label("Divider")).to_have_value("0.3")
    expect(page.locator(".percent")).to_have_text("200 %")
    sheet, table = sheets(page)[0], page.locator(".lighttable").bounding_box()
    assert sheet["width"] == pytest.approx(2048)
    assert (table["x"] + table["width"] / 2 - sheet["left"]) / 2048 == pytest.approx(0.4, abs=0.002)
    divider = page.locator(".divider").bounding_box()
    assert divider["x"] + divider["width"] / 2 == pytest.approx(table["x"] + table["width"] * 0.3, abs=1.5)
    page.keyboard.press("b")
    says(page, ground="white")
    assert {**fields(page), "ground": "grey"} == dict(urllib.parse.parse_qsl(query))


def test_the_divider_is_dragged_and_moved_by_keys(open_page, shelf):
    page = opened(open_page, shelf, "ids=1,2&mode=slider")
    table = page.locator(".lighttable").bounding_box()
    grip = page.locator(".divider").bounding_box()
    page.mouse.move(grip["x"] + grip["width"] / 2, grip["y"] + 100)
    page.mouse.down()
    page.mouse.move(table["x"] + table["width"] * 0.42, grip["y"] + 120, steps=5)
    page.mouse.up()
    says(page, at="0.42")
    page.keyboard.press("ArrowRight")
    says(page, at="0.47")
    clip = page.locator("[data-sheet] img").nth(1).evaluate("(e) => parseFloat(e.style.clipPath.split(' ').at(-1))")
    sheet = sheets(page)[0]
    assert clip / 100 == pytest.approx((table["x"] + table["width"] * 0.47 - sheet["left"]) / sheet["width"], abs=0.01)


def test_blinking_goes_by_key_in_turn_and_by_itself(open_page, shelf):
    page = open_page(at=shelf)
    page.clock.install(time=0)
    page.goto("/compare?ids=1,2,3&mode=blink")
    seen = page.locator("[data-sheet] img:visible")
    expect(seen).to_have_attribute("alt", re.compile("^Picture 1:"))
    page.keyboard.press(" ")
    expect(seen).to_have_attribute("alt", re.compile("^Picture 2:"))
    expect(page.locator("[data-announcer]")).to_have_text("Picture 2")
    page.keyboard.press(" ")
    expect(seen).to_have_attribute("alt", re.compile("^Picture 1:"))
    page.get_by_role("button", name="All in turn").click()
    page.keyboard.press("ArrowLeft")
    expect(seen).to_have_attribute("alt", re.compile("^Picture 3:"))
    page.clock.pause_at(10_000)
    says(page, turn="all", shown="3")
    page.keyboard.press("p")
    page.clock.run_for(1_000)
    expect(seen).to_have_attribute("alt", re.compile("^Picture 1:"))
    page.clock.run_for(1_000)
    expect(seen).to_have_attribute("alt", re.compile("^Picture 2:"))
    page.keyboard.press("p")
    page.clock.run_for(5_000)
    expect(seen).to_have_attribute("alt", re.compile("^Picture 2:"))


def test_onion_skin_lets_one_through_the_other(open_page, shelf):
    page = opened(open_page, shelf, "ids=1,2&mode=onion")
    upper = page.locator("[data-sheet] img").nth(1)
    expect(upper).to_have_css("opacity", "0.5")
    page.get_by_label("Opacity").fill("0.8")
    expect(upper).to_have_css("opacity", "0.8")
    page.locator("[data-viewer-stage]").focus()
    page.keyboard.press("ArrowLeft")
    says(page, opacity="0.75")


def test_what_differs_is_painted_and_told_in_numbers(open_page, shelf):
    page = opened(open_page, shelf, "ids=1,2,3&mode=difference")
    image = page.locator("[data-sheet] img")
    expect(image).to_have_attribute("src", re.compile(r"as=absolute&gain=1$"))
    expect(page.locator("[data-viewer-says]")).to_contain_text("of the pixels differ visibly")
    page.keyboard.press("ArrowRight")
    says(page, gain="4")
    expect(image).to_have_attribute("src", re.compile("gain=4$"))
    page.keyboard.press("h")
    expect(image).to_have_attribute("src", re.compile("as=heat&gain=4$"))
    before = page.locator("[data-viewer-says]").inner_text()
    page.keyboard.press("3")
    says(page, b="3")
    expect(page.locator("[data-viewer-says]")).not_to_have_text(before)
    assert image.evaluate("(e) => e.decode().then(() => e.naturalWidth)") == 1024


def test_a_and_b_are_chosen_by_keys_and_clicks_and_the_words_follow(open_page, shelf):
    page = opened(open_page, shelf, "ids=1,2,3&mode=slider")
    words = page.locator("[data-viewer-facts]")
    expect(words.locator("ins")).to_have_text(["added", "hare "])
    page.keyboard.press("Shift+Digit2")
    says(page, a="2")
    expect(words.locator("del")).to_have_text(["left out", "hare ", "hare "])
    page.keyboard.press("x")
    page.wait_for_url(lambda url: "a=" not in url)
    page.get_by_role("link", name="Picture 3 as B").click()
    says(page, b="3")
    expect(page.locator("[data-frame='3'] [data-letter=b]")).to_have_attribute("aria-current", "true")
    expect(words.get_by_role("row", name="Seed").locator("mark")).to_have_text("2")
    expect(words.get_by_text("values are the same in all")).to_be_visible()


def test_fingers_pinch_all_and_swipe_to_the_next(open_page, shelf):
    page = opened(open_page, shelf, "ids=1,2", viewport={"width": 390, "height": 844}, device_scale_factor=3,
                  is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    session = page.context.new_cdp_session(page)

    def fingers(moments):
        for kind, points in [("touchStart", moments[0]), *(("touchMove", m) for m in moments[1:]), ("touchEnd", [])]:
            points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    page.get_by_role("link", name="Heat map").tap()
    says(page, mode="heat")
    page.get_by_role("link", name="Side by side").tap()
    page.wait_for_url(lambda url: "mode=" not in url)
    page.goto("/compare?ids=1,2&mode=heat")
    expect(page.get_by_role("link", name="Heat map")).to_be_in_viewport(ratio=0.98)
    page.goto("/compare?ids=1,2")
    expect(page.locator(".lighttable.ready").first).to_be_visible()
    before = sheets(page)
    middle = before[0]["top"] + before[0]["height"] / 2
    fingers([[(180 - 10 * step, middle), (200 + 10 * step, middle)] for step in range(1, 8)])
    page.wait_for_url(re.compile("z="))
    after = sheets(page)
    assert after[0]["width"] > before[0]["width"] * 2
    assert after[1]["width"] == pytest.approx(after[0]["width"])
    page.goto("/compare?ids=1,2&mode=blink")
    seen = page.locator("[data-sheet] img:visible")
    expect(seen).to_have_attribute("alt", re.compile("^Picture 1:"))
    box = sheets(page)[0]
    fingers([[(300 - 30 * step, box["top"] + 50)] for step in range(7)])
    expect(seen).to_have_attribute("alt", re.compile("^Picture 2:"))


def test_a_selection_of_the_gallery_is_compared(open_page, shelf):
    page = open_page(at=shelf)
    page.goto("/")
    boxes = page.locator(".pick input")
    boxes.nth(0).check()
    page.keyboard.press("c")
    expect(page.locator(".toast")).to_have_text("Two to nine pictures are compared; 1 is selected.")
    boxes.nth(2).check()
    page.keyboard.press("c")
    page.wait_for_url("**/compare?ids=4,2")


def test_without_scripts_it_is_links_and_a_form(open_page, shelf):
    page = open_page(at=shelf, java_script_enabled=False)
    page.goto("/")
    for number in (1, 2, 3):
        page.locator(".pick input").nth(number).check()
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**/compare?ids=3,2,1")
    expect(page.locator(".pane img")).to_have_count(3)
    expect(page.get_by_role("link", name="Slider")).to_be_hidden()
    page.get_by_role("link", name="Blink").click()
    expect(page.locator(".pane figcaption")).to_have_text("3")
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".pane figcaption")).to_have_text("2")
    page.get_by_role("link", name="Heat map").click()
    expect(page.get_by_text("of the pixels differ visibly")).to_be_visible()
    page.get_by_role("link", name="×16").click()
    page.get_by_role("link", name="Picture 1 as B").click()
    page.wait_for_url("**/compare?ids=3,2,1&mode=heat&b=1&gain=16")
    expect(page.locator(".pane img")).to_have_attribute("src", re.compile("as=heat&gain=16"))
    expect(page.locator("[data-viewer-facts] tbody tr").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["ids=1,2,3,4", "ids=1,4&mode=slider", "ids=1,2,3&mode=blink", "ids=1,2&mode=heat"])
def test_the_viewer_is_sound(open_page, shelf, scheme, query):
    page = opened(open_page, shelf, query, color_scheme=scheme, viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for _ in range(4):
        found = Axe().run(page).response["violations"]
        serious = [v for v in found if v["impact"] in ("serious", "critical")]
        assert not serious, json.dumps([(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious], indent=1)
        page.keyboard.press("b")
