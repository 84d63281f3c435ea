"""The lightbox: a picture over the whole window, its neighbours, every pixel, a slideshow, and the way back."""

import json
import re
import sqlite3
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

WORD = "lightboxroll"


def wait(site, generation):
    """Waits on the generation's event stream until it ends."""
    with urllib.request.urlopen(f"{site.address}/generations/{generation}/events", timeout=20) as events:
        for line in events:
            if line.strip() == b"event: end":
                return site.get(f"/api/generations/{generation}")


@pytest.fixture(scope="session")
def roll(site):
    """A film of 80 pictures in the gallery's order: 70 squares of one request, then 10 landscapes of another."""
    made = []
    for width, height, seed in [(1216, 832, 5), (1024, 1024, 6)]:
        parameters = {"prompt": f"{WORD}, a harbour", "seed": seed, "img_width": width, "img_height": height}
        status, generation = site.post("/api/generations", {"model": "sdxl1.0-dreamshaper", "parameters": parameters})
        assert status == 201, generation
        made.append(wait(site, generation["id"])["images"][0]["id"])
    # The same files again as further samples, so that there are more than a page of the gallery holds.
    with sqlite3.connect(f"{site.folder}/contactsheet.sqlite", timeout=20) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(image)")]
        taken = {"id": "NULL", "place": "place - ?1", "sample": "100 + ?1"}
        values = ", ".join(taken.get(column, column) for column in columns)
        for image, copies in zip(made, (9, 69)):
            for number in range(1, copies + 1):
                database.execute(f"INSERT INTO image SELECT {values} FROM image WHERE id = ?2", (number, image))
    database.close()
    ids = [image["id"] for image in site.get(f"/api/images?q={WORD}&limit=200")["images"]]
    assert len(ids) == 80
    return ids


GALLERY = f"/?q={WORD}"


def view(image, **more):
    return f"/images/{image}/view?" + urllib.parse.urlencode({"q": WORD, **more})


def shows(page, image):
    """Waits until the picture's every pixel is on the table and its address in the bar."""
    expect(page.locator("[data-number]")).to_have_text(str(image))
    expect(page.locator("[data-sheet] img[src^='/files/']")).to_be_visible()
    expect(page.locator(".lighttable.ready")).to_be_visible()
    page.wait_for_url(re.compile(rf"/images/{image}/view\?q={WORD}"))


def sheet(page):
    return page.locator("[data-sheet]").evaluate("(e) => e.getBoundingClientRect().toJSON()")


def zoom_in_address(page):
    fields = urllib.parse.parse_qs(urllib.parse.urlsplit(page.url).fragment)
    return {name: float(value[0]) for name, value in fields.items()}


def test_space_opens_the_frame_and_escape_leads_back_to_it(open_page, roll):
    page = open_page(viewport={"width": 1000, "height": 700})
    page.goto(GALLERY)
    page.evaluate("window.stayed = true")
    page.locator(f".frame > a[href^='/images/{roll[30]}?']").focus()
    place = page.evaluate("scrollY")
    assert place > 0
    page.keyboard.press(" ")
    shows(page, roll[30])
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("ArrowRight")
    shows(page, roll[31])
    page.keyboard.press("k")
    page.keyboard.press("k")
    shows(page, roll[29])
    page.keyboard.press("Escape")
    page.wait_for_url(f"**{GALLERY}")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(f".frame > a[href^='/images/{roll[29]}?']")).to_be_focused()
    assert page.evaluate("window.stayed")
    assert abs(page.evaluate("scrollY") - place) < 400


def test_back_closes_and_forward_opens_again(open_page, roll):
    page = open_page()
    page.goto(GALLERY)
    page.locator(f".frame > a[href^='/images/{roll[2]}?']").focus()
    page.keyboard.press(" ")
    shows(page, roll[2])
    page.keyboard.press("j")
    shows(page, roll[3])
    page.go_back()
    page.wait_for_url(f"**{GALLERY}")
    expect(page.locator("[data-lightbox]")).to_have_count(0)
    assert page.title() == "Search · Contactsheet"
    page.go_forward()
    shows(page, roll[3])
    page.keyboard.press(" ")
    expect(page.locator("[data-lightbox]")).to_have_count(0)


def test_the_mouse_over_a_frame_is_enough(open_page, roll):
    page = open_page()
    page.goto(GALLERY)
    page.locator(".frame > a").nth(1).hover()
    page.keyboard.press(" ")
    shows(page, roll[1])


def test_the_film_goes_on_past_the_gallerys_page(open_page, roll):
    page = open_page()
    page.goto(GALLERY)
    last = page.locator(".frame > a").last
    last.focus()
    expect(last).to_have_attribute("href", re.compile(f"/images/{roll[59]}"))
    page.keyboard.press(" ")
    shows(page, roll[59])
    for image in roll[60:]:
        page.keyboard.press("ArrowRight")
        expect(page.locator("[data-number]")).to_have_text(str(image))
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-lightbox] [data-announcer]")).to_have_text("The last picture")
    shows(page, roll[79])
    expect(page.locator("[data-step='1']")).to_be_hidden()
    # Back to the gallery where that picture is, not to the page that one came from.
    page.keyboard.press("Escape")
    page.wait_for_url("**/?q=*before=*")
    expect(page.locator(f".frame > a[href^='/images/{roll[79]}?']")).to_be_focused()


def test_a_held_key_runs_to_the_first_picture(open_page, roll):
    page = open_page()
    page.goto(view(roll[40]))
    shows(page, roll[40])
    for _ in range(60):
        page.keyboard.down("ArrowLeft")
    page.keyboard.up("ArrowLeft")
    shows(page, roll[0])


@pytest.mark.parametrize("density", [1, 2])
def test_z_shows_one_pixel_of_the_picture_as_one_of_the_screen(open_page, roll, density):
    page = open_page(viewport={"width": 900, "height": 700}, device_scale_factor=density)
    page.goto(view(roll[5]))
    shows(page, roll[5])
    fit = sheet(page)
    assert fit["width"] == pytest.approx(fit["height"]) and fit["top"] >= 44 and fit["bottom"] <= 700 - 80
    page.keyboard.press("z")
    exact = sheet(page)
    assert exact["width"] * density == pytest.approx(1024, abs=0.01)
    assert exact["height"] * density == pytest.approx(1024, abs=0.01)
    assert (exact["left"] * density) % 1 == pytest.approx(0, abs=0.001)
    expect(page.locator(".percent")).to_have_text("100 %")
    page.keyboard.press("z")
    assert sheet(page) == fit


def test_the_wheel_zooms_to_the_pointer_and_a_drag_pans(open_page, roll):
    page = open_page(viewport={"width": 600, "height": 724})
    page.goto(view(roll[5]))
    shows(page, roll[5])
    before = sheet(page)
    x, y = before["left"] + before["width"] * 0.3, before["top"] + before["height"] * 0.6
    page.mouse.move(x, y)
    for _ in range(8):
        page.mouse.wheel(0, -200)
    expect(page.locator(".percent")).not_to_contain_text("Fit")
    page.wait_for_function("(w) => document.querySelector('[data-sheet]').offsetWidth > w * 8", arg=before["width"])
    after = sheet(page)
    assert (x - after["left"]) / after["width"] == pytest.approx(0.3, abs=0.002)
    assert (y - after["top"]) / after["height"] == pytest.approx(0.6, abs=0.002)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=4)
    page.mouse.up()
    panned = sheet(page)
    assert panned["left"] - after["left"] == pytest.approx(60, abs=1)
    assert panned["top"] - after["top"] == pytest.approx(-40, abs=1)
    page.keyboard.press("Shift+ArrowRight")
    assert sheet(page)["left"] - panned["left"] == pytest.approx(-80, abs=1)
    # No emptiness is panned in where there could be picture.
    for _ in range(100):
        page.keyboard.press("Shift+ArrowLeft")
    assert sheet(page)["left"] == pytest.approx(0, abs=1)
    page.keyboard.press("z")
    assert sheet(page) == before


def test_a_double_click_toggles(open_page, roll):
    page = open_page(viewport={"width": 900, "height": 700})
    page.goto(view(roll[5]))
    shows(page, roll[5])
    page.mouse.dblclick(450, 350)
    expect(page.locator(".percent")).to_have_text("100 %")
    page.mouse.dblclick(450, 350)
    expect(page.locator(".percent")).to_contain_text("Fit")


def test_a_neighbour_of_the_same_size_is_shown_at_the_same_place(open_page, roll):
    page = open_page(viewport={"width": 900, "height": 700})
    page.goto(view(roll[68]) + "#z=2&x=0.4&y=0.6")
    shows(page, roll[68])
    here = sheet(page)
    assert here["width"] == pytest.approx(2048)
    page.keyboard.press("ArrowRight")
    shows(page, roll[69])
    assert sheet(page) == here
    page.keyboard.press("ArrowRight")
    shows(page, roll[70])
    expect(page.locator(".percent")).to_contain_text("Fit")
    landscape = sheet(page)
    assert landscape["width"] / landscape["height"] == pytest.approx(1216 / 832, abs=0.01)


def test_the_address_shows_a_colleague_the_same_place(open_page, roll):
    page = open_page(viewport={"width": 600, "height": 724})
    page.goto(view(roll[5]))
    shows(page, roll[5])
    page.keyboard.press("z")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url(re.compile(r"#z=1&x=0\.7"))
    page.keyboard.press("j")
    page.wait_for_url(re.compile(rf"/{roll[6]}/view\?q={WORD}#z=1&x=0\.7"))
    where = zoom_in_address(page)
    other = open_page(viewport={"width": 500, "height": 800})
    other.goto(page.url)
    shows(other, roll[6])
    box = sheet(other)
    assert box["width"] == pytest.approx(1024)
    assert (250 - box["left"]) / 1024 == pytest.approx(where["x"], abs=0.002)
    other.reload()
    shows(other, roll[6])
    assert sheet(other) == box


@pytest.mark.parametrize("hash", ["#z=0", "#z=-3&x=1&y=1", "#z=1e999&x=0&y=0", "#z=9999&x=-5&y=7", "#nonsense=%"])
def test_an_address_that_makes_no_sense_shows_the_picture(open_page, roll, hash):
    page = open_page()
    page.goto(view(roll[5]) + hash)
    shows(page, roll[5])
    box = sheet(page)
    assert box["width"] > 0 and box["left"] < 1280 and box["right"] > 0 and box["top"] < 720 and box["bottom"] > 0


def test_a_view_loaded_anew_leads_back_to_the_gallery(open_page, roll):
    page = open_page()
    page.goto(GALLERY)
    page.locator(f".frame > a[href^='/images/{roll[2]}?']").focus()
    page.keyboard.press(" ")
    shows(page, roll[2])
    page.reload()
    shows(page, roll[2])
    page.keyboard.press("j")
    shows(page, roll[3])
    page.keyboard.press("Escape")
    page.wait_for_url(f"**{GALLERY}")
    expect(page.locator(f".frame > a[href^='/images/{roll[3]}?']")).to_be_focused()


def test_from_the_pictures_page_and_back_to_the_page_of_another(open_page, roll):
    page = open_page()
    page.goto(f"/images/{roll[4]}?q={WORD}")
    page.evaluate("window.stayed = true")
    page.keyboard.press("z")
    shows(page, roll[4])
    page.keyboard.press("Escape")
    expect(page.locator("[data-lightbox]")).to_have_count(0)
    assert page.evaluate("window.stayed")
    page.keyboard.press(" ")
    shows(page, roll[4])
    page.keyboard.press("j")
    shows(page, roll[5])
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/images/{roll[5]}?q={WORD}")
    page.go_back()
    page.wait_for_url(f"**/images/{roll[4]}?q={WORD}")


def test_details_stand_beside_the_picture_and_in_the_address(open_page, site, roll):
    page = open_page(viewport={"width": 1200, "height": 800})
    page.goto(view(roll[69]))
    shows(page, roll[69])
    wide = sheet(page)
    page.keyboard.press("i")
    panel = page.locator("[data-panel]")
    expect(panel.locator(".facts").first).to_contain_text("Dreamshaper")
    expect(panel.get_by_role("button", name="Same seed")).to_be_visible()
    page.wait_for_url("**details=1*")
    assert sheet(page)["right"] <= panel.bounding_box()["x"]
    page.keyboard.press("j")
    expect(panel.locator("form").first).to_have_attribute("action", f"/images/{roll[70]}/regenerate")
    expect(panel).not_to_have_attribute("aria-busy", "true")
    page.reload()
    shows(page, roll[70])
    expect(panel.locator("form").first).to_have_attribute("action", f"/images/{roll[70]}/regenerate")
    page.keyboard.press("i")
    expect(panel).to_be_hidden()
    page.keyboard.press("k")
    shows(page, roll[69])
    assert sheet(page) == wide


def test_a_key_of_the_page_beneath_is_not_pressed(open_page, site, roll):
    """`r` on the picture's page asks for a picture; over it another picture may lie."""
    page = open_page()
    page.goto(f"/images/{roll[4]}?q={WORD}")
    page.keyboard.press("z")
    shows(page, roll[4])
    page.keyboard.press("j")
    shows(page, roll[5])
    page.keyboard.press("r")
    page.keyboard.press("e")
    page.keyboard.press("k")
    shows(page, roll[4])


def rating_of(site, image):
    return next(i["rating"] for i in site.get(f"/api/images?q={WORD}&limit=200")["images"] if i["id"] == image)


def test_a_picture_is_judged_without_leaving_it(open_page, site, roll):
    page = open_page()
    page.goto(GALLERY)
    frame = page.locator(f".frame:has(> a[href^='/images/{roll[20]}?'])")
    frame.locator("> a").focus()
    page.keyboard.press(" ")
    shows(page, roll[20])
    page.keyboard.press("f")
    expect(page.locator("[data-favoured]")).to_be_visible()
    page.keyboard.press("4")
    expect(page.locator("[data-stars]")).to_have_text("Rated 4")
    assert rating_of(site, roll[20]) == 4
    # The page beneath knows of it.
    expect(frame.locator(".rating")).to_have_text("4")
    page.keyboard.press("3")
    expect(page.locator("[data-stars]")).to_have_text("Rated 3")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-stars]")).to_have_text("Rated 4")
    page.keyboard.press("0")
    expect(page.locator("[data-stars]")).to_be_hidden()
    page.keyboard.press("f")
    expect(page.locator("[data-favoured]")).to_be_hidden()
    page.reload()
    shows(page, roll[20])
    expect(page.locator("[data-favoured]")).to_be_hidden()
    assert rating_of(site, roll[20]) == 0


def test_what_is_thrown_away_makes_room_for_the_next_and_comes_back(open_page, site, roll):
    page = open_page()
    page.goto(view(roll[20]))
    shows(page, roll[20])
    page.keyboard.press("Delete")
    shows(page, roll[21])
    expect(page.locator("[data-said]")).to_contain_text(f"Picture {roll[20]} is in the trash")
    page.keyboard.press("ArrowLeft")
    shows(page, roll[19])
    page.get_by_role("button", name="Undo").click()
    shows(page, roll[20])
    page.keyboard.press("ArrowRight")
    shows(page, roll[21])
    assert roll[20] in [image["id"] for image in site.get(f"/api/images?q={WORD}&limit=200")["images"]]


def test_the_marks_among_the_details_work_on_the_spot(open_page, roll):
    page = open_page()
    page.goto(view(roll[30], details=1))
    shows(page, roll[30])
    page.evaluate("window.stayed = true")
    page.get_by_label("Tags").fill("of the lightbox")
    page.keyboard.press("Enter")
    expect(page.locator(".chip", has_text="of the lightbox")).to_be_visible()
    page.get_by_role("button", name="Rate 2 of 5").click()
    expect(page.get_by_role("button", name="Rate 2 of 5")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.stayed")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-said]")).to_contain_text("Undone")
    expect(page.get_by_role("button", name="Rate 2 of 5")).to_have_attribute("aria-pressed", "false")


def test_without_scripts_the_marks_lead_back_to_the_view(open_page, roll):
    page = open_page(java_script_enabled=False)
    page.goto(view(roll[31], details=1))
    page.get_by_role("button", name="Rate 2 of 5").click()
    page.wait_for_url(f"**/images/{roll[31]}/view?*")
    expect(page.get_by_role("button", name="Rate 2 of 5")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="No rating").click()
    expect(page.get_by_role("button", name="Rate 2 of 5")).to_have_attribute("aria-pressed", "false")


def test_the_neighbours_are_there_before_they_are_asked_for(open_page, roll):
    page = open_page()
    with page.expect_response(lambda answer: "/files/" in answer.url and answer.ok):
        page.goto(view(roll[69]))
    shows(page, roll[69])
    other = page.locator("[data-strip] a[aria-current] >> xpath=../following-sibling::li[1]/a/img")
    address = other.get_attribute("src").replace("/thumbnails/", "/files/")
    page.wait_for_function(
        "(a) => performance.getEntriesByType('resource').some((e) => e.name.endsWith(a) && e.responseEnd > 0)",
        arg=address,
    )
    page.context.set_offline(True)
    page.keyboard.press("ArrowRight")
    shows(page, roll[70])
    page.context.set_offline(False)


def stop_the_clock(page):
    """From now on time goes on only as the test says."""
    page.clock.pause_at(1_000)


def test_the_slideshow_goes_on_stops_and_has_an_address(open_page, roll):
    page = open_page()
    page.clock.install(time=0)
    page.goto(view(roll[75]))
    shows(page, roll[75])
    stop_the_clock(page)
    page.keyboard.press("s")
    page.wait_for_url("**slideshow=5")
    for before, image in zip(roll[75:], roll[76:78]):
        page.clock.run_for(4_600)
        expect(page.locator("[data-number]")).to_have_text(str(before))
        page.clock.run_for(600)
        shows(page, image)
        expect(page.locator(".lightbox")).to_have_attribute("data-ready", str(image))
    page.keyboard.press("Escape")
    expect(page.locator(".lightbox.show")).to_have_count(0)
    page.clock.run_for(60_000)
    expect(page.locator("[data-number]")).to_have_text(str(roll[77]))


def test_a_slideshow_by_its_address_ends_with_the_film(open_page, roll):
    page = open_page()
    page.clock.install(time=0)
    stop_the_clock(page)
    page.goto(view(roll[77], slideshow=30))
    expect(page.locator(".lightbox")).to_have_attribute("data-ready", str(roll[77]))
    for image in roll[78:80]:
        page.clock.run_for(30_000)
        shows(page, image)
        expect(page.locator(".lightbox")).to_have_attribute("data-ready", str(image))
        expect(page.locator(".lightbox.show")).to_be_visible()
    page.clock.run_for(30_000)
    expect(page.locator(".lightbox.show")).to_have_count(0)
    # The pace is remembered.
    page.goto(view(roll[70]))
    expect(page.locator(".lightbox")).to_have_attribute("data-ready", str(roll[70]))
    page.keyboard.press("s")
    page.clock.run_for(1_000)
    page.wait_for_url("**slideshow=30")


def test_what_surrounds_the_picture_steps_back(open_page, roll):
    page = open_page()
    page.clock.install(time=0)
    page.goto(view(roll[5]))
    shows(page, roll[5])
    stop_the_clock(page)
    head = page.locator(".lightbox-head")
    page.mouse.move(640, 360)
    expect(head).to_have_css("opacity", "1")
    page.clock.run_for(2_100)
    expect(head).to_have_css("opacity", "0")
    page.keyboard.press("ArrowRight")
    shows(page, roll[6])
    expect(head).to_have_css("opacity", "0")
    page.mouse.move(650, 360)
    expect(head).to_have_css("opacity", "1")
    page.clock.run_for(2_100)
    expect(head).to_have_css("opacity", "0")
    page.keyboard.press("Tab")
    expect(head).to_have_css("opacity", "1")
    page.clock.run_for(2_100)
    expect(head).to_have_css("opacity", "1")


def swipe(page, fingers):
    """Sends touches to the page: a list of moments, each a list of points."""
    session = page.context.new_cdp_session(page)

    def touch(kind, points):
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", fingers[0])
    for points in fingers[1:]:
        touch("touchMove", points)
    touch("touchEnd", [])


def test_fingers_swipe_and_pinch_on_a_phone(open_page, roll):
    page = open_page(viewport={"width": 390, "height": 844}, device_scale_factor=3, is_mobile=True, has_touch=True)
    page.goto(view(roll[5]))
    shows(page, roll[5])
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # The film is there, with the picture in its middle.
    current = page.locator("[data-strip] a[aria-current]").bounding_box()
    assert current["x"] + current["width"] / 2 == pytest.approx(195, abs=2)
    expect(page.locator("[data-strip] img").nth(6)).to_be_in_viewport()
    swipe(page, [[(300 - 30 * step, 400)] for step in range(7)])
    shows(page, roll[6])
    swipe(page, [[(100 + 30 * step, 400)] for step in range(7)])
    shows(page, roll[5])
    before = sheet(page)
    swipe(page, [[(195 - 20 - 12 * step, 400), (195 + 20 + 12 * step, 400)] for step in range(6)])
    after = sheet(page)
    assert after["width"] > before["width"] * 2
    # Large, a finger pans and does not turn the page.
    swipe(page, [[(300 - 30 * step, 400)] for step in range(7)])
    shows(page, roll[5])
    assert sheet(page)["left"] < after["left"]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("more", [{}, {"details": 1}, {"slideshow": 30}])
def test_targets_are_large_enough_for_a_finger(open_page, roll, width, more):
    page = open_page(viewport={"width": width, "height": 844}, is_mobile=True, has_touch=True)
    page.goto(view(roll[5], **more))
    shows(page, roll[5])
    for element in page.locator(".lightbox-head :is(a, button):visible, .film > a:visible").all():
        box = element.bounding_box()
        assert box["width"] >= 44 and box["height"] >= 44, element.inner_text()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width


def test_without_scripts_everything_is_a_link(open_page, roll):
    page = open_page(java_script_enabled=False)
    page.goto(f"/images/{roll[5]}?q={WORD}")
    page.locator(".stage a img").click()
    page.wait_for_url(f"**{view(roll[5])}")
    assert page.locator("[data-sheet] img").bounding_box()["height"] <= 720 - 44 - 80 + 1
    page.get_by_role("link", name="Older picture").click()
    page.wait_for_url(f"**{view(roll[6])}")
    page.get_by_role("link", name=f"Picture {roll[9]},").click()
    page.wait_for_url(f"**{view(roll[9])}")
    page.get_by_role("link", name="Details").click()
    expect(page.get_by_role("heading", name="Parameters")).to_be_visible()
    page.get_by_role("link", name="Newer picture").click()
    page.wait_for_url(f"**{view(roll[8], details=1)}")
    page.get_by_role("link", name="Details").click()
    page.get_by_role("link", name="Start the slideshow").click()
    page.wait_for_url(re.compile(rf"/{roll[8]}/view.*slideshow=5"))
    assert f"5;url=/images/{roll[9]}/view" in page.locator("noscript").inner_html()
    page.get_by_role("link", name="Back").click()
    page.wait_for_url(f"**/images/{roll[8]}?q={WORD}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("more", ["", "&details=1"])
def test_axe_finds_no_serious_fault(open_page, roll, scheme, more):
    page = open_page(color_scheme=scheme)
    page.goto(view(roll[5]) + more)
    shows(page, roll[5])
    # What steps back has no contrast to measure; the keyboard holds it.
    page.keyboard.press("Tab")
    for _ in range(4):
        found = Axe().run(page).response["violations"]
        serious = [v for v in found if v["impact"] in ("serious", "critical")]
        assert not serious, json.dumps([(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious], indent=1)
        page.keyboard.press("b")


def test_its_scripts_come_when_a_hand_is_on_its_way(open_page, roll):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(GALLERY)
    page.wait_for_load_state("networkidle")
    assert not [address for address in asked if "/lightbox/" in address]
    with page.expect_request("**/lightbox/viewer.js"):
        page.locator(".frame > a").first.hover()
