"""A comparison from its form to its sheet, filled in live, arranged, extended, mended, and taken out of the house."""

import contextlib
import io
import json
import re
import urllib.parse
import urllib.request
import zipfile

import pytest
from playwright.sync_api import expect

MODELS = ["RealDream Lightning", "NewReality Lightning", "Dreamshaper SDXL", "Yamer's Realistic SDXL", "Realvis SDXL"]
SLUGS = ["sdxl1.0-realdream-lightning", "sdxl1.0-newreality-lightning", "sdxl1.0-dreamshaper",
         "sdxl1.0-yamers-realistic", "sdxl1.0-realvis"]


def finish(house, comparison):
    """Waits until nothing of a comparison is on its way."""
    address = f"{house.address}/comparisons/{comparison}/events?since=0"
    with urllib.request.urlopen(address, timeout=60) as events:
        assert any(line.strip() == b"event: end" for line in events)
    return house.get(f"/api/comparisons/{comparison}")


def make(house, prompt="a small boat", models=SLUGS[:2], values=(1, 2), **more):
    body = {"prompt": prompt, "models": models, "axes": [{"parameter": "seed", "values": list(values)}], **more}
    status, made = house.post("/api/comparisons", body)
    assert status == 201, made
    return made["id"]


def fetch(house, path):
    with urllib.request.urlopen(house.address + path, timeout=60) as answer:
        return answer.headers, answer.read()


@pytest.fixture(scope="module")
def studio(house_of):
    with house_of(latency="0.05") as served:
        yield served


@pytest.fixture(scope="module")
def sheet(studio):
    comparison = make(studio, "a lighthouse at dusk")
    finish(studio, comparison)
    return comparison


def test_five_models_and_four_seeds_from_the_form_to_a_sheet_that_fills_in_by_itself(open_page, studio):
    page = open_page(at=studio, viewport={"width": 1400, "height": 900})
    page.goto("/")
    expect(page.locator(":root[data-scripts]")).to_be_attached()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/compare")
    page.get_by_role("link", name="New comparison").click()
    page.get_by_label("Prompt", exact=True).fill("a tin robot in a meadow")
    expect(page.locator("[data-weighing]")).to_contain_text("20 pictures")
    expect(page.locator("[data-weighing]")).to_contain_text("5 models × 4 seeds")
    loads = []
    page.on("load", lambda _: loads.append(page.url))
    page.get_by_label("Prompt", exact=True).press("Control+Enter")
    page.wait_for_url("**/comparisons/*")
    for name in MODELS:
        expect(page.get_by_role("columnheader", name=name)).to_be_visible()
    expect(page.locator(".cell-made")).to_have_count(20, timeout=60_000)
    expect(page.locator("#tally")).to_contain_text("20 pictures")
    assert len([url for url in loads if "/comparisons/" in url]) == 1, "the sheet was loaded anew"


def vote_on_all(page, press):
    """Judges pair after pair; returns how many there were."""
    progress = page.locator("[data-progress]")
    expect(progress).to_contain_text("0 of ")
    total = int(re.search(r"of (\d+)", progress.inner_text()).group(1))
    for number in range(1, total + 1):
        press(["Left", "Right", "Tie", "Both bad"][number % 7 % 4])
        expect(page.locator("[data-progress], .empty").first).to_contain_text(
            f"{number} of {total}" if number < total else re.compile(f"{number} of {total}|all|every", re.I))
    return total


def test_from_the_form_to_the_sheet_to_an_export_to_votes_to_the_ranking(open_page, own_site):
    """The whole way: five models, four seeds, forty pairs."""
    page = open_page(at=own_site, viewport={"width": 1400, "height": 900})
    page.goto("/compare/new")
    page.get_by_label("Prompt", exact=True).fill("a copper kettle")
    page.get_by_role("button", name="Make the comparison").click()
    expect(page.locator(".cell-made")).to_have_count(20, timeout=60_000)
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    page.get_by_role("button", name="Open for votes").click()
    page.get_by_role("link", name="Vote", exact=True).click()
    keys = {"Left": "ArrowLeft", "Right": "ArrowRight", "Tie": "ArrowUp", "Both bad": "ArrowDown"}
    expect(page.locator(":root[data-scripts]")).to_be_attached()

    def press(outcome):
        expect(page.locator("[data-voting]:not([aria-busy=true])")).to_be_attached()
        page.keyboard.press(keys[outcome])

    assert vote_on_all(page, press) == 40
    page.goto("/ranking")
    lines = page.get_by_role("table").first.locator("tbody tr")
    expect(lines).to_have_count(5)
    for name in MODELS:
        expect(lines.get_by_role("rowheader", name=name)).to_have_count(1)
    expect(page.locator("svg.plot circle")).to_have_count(5)
    assert sum(line["votes"] for line in own_site.get("/api/ranking?by=model")) == 2 * 40


def test_the_same_without_scripts_as_far_as_it_goes(open_page, own_site):
    comparison = make(own_site, "a brass bell", SLUGS[2:4])
    cells = finish(own_site, comparison)["cells"]
    page = open_page(at=own_site, java_script_enabled=False)
    page.goto(f"/comparisons/{comparison}")
    expect(page.locator(".cell-made")).to_have_count(4)
    page.get_by_role("link", name="View", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Inference steps")).to_contain_text("30")
    expect(page.get_by_role("row").filter(has_text="Inference steps")).to_contain_text("25")
    page.goto(f"/comparisons/{comparison}")
    page.get_by_role("button", name="Open for votes").click()
    page.get_by_role("link", name="Vote", exact=True).click()
    assert vote_on_all(page, lambda outcome: page.get_by_role("button", name=outcome).click()) == 2
    page.goto("/ranking")
    expect(page.get_by_role("rowheader", name=MODELS[2]).first).to_be_visible()
    assert len(cells) == 4


def test_the_headings_stay_in_view(open_page, studio, sheet):
    page = open_page(at=studio, viewport={"width": 700, "height": 320})
    page.goto(f"/comparisons/{sheet}")
    head = page.get_by_role("columnheader", name=MODELS[0])
    region = page.get_by_role("region", name="The contact sheet")
    before = head.bounding_box()["y"]
    region.evaluate("element => element.scrollTo(0, 200)")
    assert region.evaluate("element => element.scrollTop") > 100
    assert abs(head.bounding_box()["y"] - before) < 2


def test_without_scripts_the_cost_is_asked_for_and_what_does_not_fit_is_chosen(open_page, studio):
    page = open_page(at=studio, java_script_enabled=False)
    page.goto("/compare/new")
    page.get_by_label("Prompt", exact=True).fill("a paper kite")
    for name in MODELS[2:]:
        page.get_by_label(name).uncheck()
    page.get_by_label("Its values, 1").fill("5, 6")
    page.get_by_text("The same in every picture").click()
    page.get_by_label("Size").fill("portrait")
    page.get_by_role("button", name="What will it cost?").click()
    expect(page.get_by_text("4 pictures").first).to_be_visible()
    expect(page.get_by_text("NewReality Lightning: Width can only be 1024")).to_be_visible()
    page.get_by_role("button", name="Make the comparison").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what becomes of those")
    page.complaints.remove("Failed to load resource: the server responded with a status of 400 (Bad Request)")
    expect(page.get_by_label("Prompt", exact=True)).to_have_value("a paper kite")
    page.get_by_label("the picture is left out").check()
    page.get_by_role("button", name="Make the comparison").click()
    page.wait_for_url("**/comparisons/*")
    expect(page.get_by_text("Left out")).to_have_count(2)
    finish(studio, page.url.rsplit("/", 1)[1])
    page.reload()
    expect(page.locator(".cell-made")).to_have_count(2)


def test_what_is_there_already_is_not_paid_for_again(open_page, studio, sheet):
    page = open_page(at=studio)
    page.goto(f"/compare/new?from={sheet}")
    expect(page.locator("[data-weighing]")).to_contain_text("4 pictures of it are there already")
    page.get_by_label("Its values, 1").fill("1, 2, 3")
    expect(page.locator("[data-sum-count]")).to_have_text("2 pictures")
    page.get_by_label("Make and pay for pictures anew").check()
    expect(page.locator("[data-sum-count]")).to_have_text("6 pictures")


def test_rows_and_columns_turn_hide_and_sort_by_the_address(open_page, studio, sheet):
    page = open_page(at=studio)
    page.goto(f"/comparisons/{sheet}")
    page.get_by_role("link", name="Seed across, model down").click()
    expect(page.get_by_role("rowheader", name=MODELS[0])).to_be_visible()
    page.get_by_role("link", name=f"Hide the row {MODELS[0]}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name=MODELS[0])).to_have_count(0)
    address = page.url
    other = open_page(at=studio)
    other.goto(address)
    expect(other.locator(".cell")).to_have_count(2)
    page.get_by_role("link", name="Show what is hidden (1)").click()
    expect(page.locator(".cell")).to_have_count(4)
    best = studio.get(f"/api/comparisons/{sheet}")["cells"][3]["image_id"]
    studio.post("/api/selection", {"ids": [best], "action": "rate", "value": 5})
    page.goto(f"/comparisons/{sheet}")
    page.get_by_label("Columns").select_option("rating")
    page.get_by_label("Rows").select_option("rating")
    page.get_by_role("button", name="Sort").click()
    expect(page.locator(".cell .frame > a").first).to_have_attribute("href", f"/images/{best}")


def test_a_seed_and_a_model_are_added_later(open_page, studio):
    comparison = make(studio, "a glass of water", SLUGS[:1] + SLUGS[2:3])
    finish(studio, comparison)
    page = open_page(at=studio)
    page.goto(f"/comparisons/{comparison}")
    page.locator("form.grow").filter(has=page.get_by_label("Seed")).get_by_label("Seed").fill("2, 9")
    page.locator("form.grow").filter(has=page.get_by_label("Seed")).get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Add 2 pictures").click()
    expect(page.get_by_role("rowheader", name="9")).to_be_visible()
    page.get_by_label("Model", exact=True).select_option(label=MODELS[4])
    page.locator("form.grow").filter(has=page.get_by_label("Model")).get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Add 3 pictures").click()
    expect(page.locator(".cell-made")).to_have_count(9)


def test_a_failed_cell_says_why_and_is_tried_again(open_page, studio):
    """The sandbox fails for a word in the prompt, as often as it is asked."""
    comparison = make(studio, "a storm, sandbox:fail", SLUGS[:2], [3])
    finish(studio, comparison)
    page = open_page(at=studio)
    page.goto(f"/comparisons/{comparison}")
    expect(page.locator(".cell-failed")).to_have_count(2)
    before = {cell["generation_id"] for cell in studio.get(f"/api/comparisons/{comparison}")["cells"]}
    page.locator("#tally").get_by_role("button", name="Try again").click()
    expect(page.locator(".cell")).to_have_count(2)
    finish(studio, comparison)
    after = {cell["generation_id"] for cell in studio.get(f"/api/comparisons/{comparison}")["cells"]}
    assert before.isdisjoint(after)


def test_the_selection_works_on_a_sheet(open_page, studio, sheet):
    page = open_page(at=studio)
    page.goto(f"/comparisons/{sheet}")
    expect(page.locator(":root[data-scripts]")).to_be_attached()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("f")
    expect(page.locator(".cell .favoured")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.locator(".pick input:checked")).to_have_count(1)
    page.reload()
    expect(page.locator(".cell .favoured")).to_have_count(1)


def test_it_leaves_the_house_as_a_picture_as_files_and_as_a_page(open_page, browser, studio, sheet, tmp_path):
    headers, png = fetch(studio, f"/comparisons/{sheet}/sheet?as=png&size=100")
    assert headers["Content-Type"] == "image/png" and png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[at:at + 4], "big") for at in (16, 20))
    assert width > 200 and height > 200
    _, larger = fetch(studio, f"/comparisons/{sheet}/sheet?as=png&size=200")
    assert int.from_bytes(larger[16:20], "big") > width
    headers, webp = fetch(studio, f"/comparisons/{sheet}/sheet?as=webp&size=100")
    assert headers["Content-Type"] == "image/webp" and webp[8:12] == b"WEBP"
    files = zipfile.ZipFile(io.BytesIO(fetch(studio, f"/comparisons/{sheet}/files")[1]))
    assert files.testzip() is None
    assert len([name for name in files.namelist() if name.startswith("pictures/")]) == 4
    assert len(json.loads(files.read("comparison.json"))["cells"]) == 4
    zipfile.ZipFile(io.BytesIO(fetch(studio, f"/comparisons/{sheet}/offline")[1])).extractall(tmp_path)
    with contextlib.closing(browser.new_context(offline=True)) as context:
        page = context.new_page()
        page.goto((tmp_path / "index.html").as_uri())
        expect(page.get_by_role("columnheader", name=MODELS[0])).to_be_visible()
        pictures = page.locator("td img")
        expect(pictures).to_have_count(4)
        for number in range(4):
            pictures.nth(number).scroll_into_view_if_needed()
            expect(pictures.nth(number)).to_have_js_property("complete", True)
            assert pictures.nth(number).evaluate("image => image.naturalWidth") == 1024


def test_names_and_tags_lead_to_it_and_taken_apart_it_leaves_its_pictures(open_page, studio):
    comparison = make(studio, "a red door", values=[11, 12])
    cells = finish(studio, comparison)["cells"]
    page = open_page(at=studio)
    page.goto(f"/comparisons/{comparison}")
    page.get_by_label("Name", exact=True).fill("Doors <1>")
    page.get_by_label("Tags, between commas").last.fill("Doors, red")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", name="Doors <1>")).to_be_visible()
    page.goto("/compare?tag=doors")
    page.get_by_role("button", name="Open these for votes").click()
    expect(page.get_by_role("link", name="open for votes")).to_have_count(1)
    page.get_by_role("link", name="Doors <1>").click()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Take it apart").click()
    expect(page.get_by_text("gone for ever")).to_be_visible()
    page.get_by_role("button", name="Take it apart").click()
    page.wait_for_url("**/compare")
    expect(page.get_by_text("Doors <1>")).to_have_count(0)
    assert fetch(studio, f"/images/{cells[0]['image_id']}")[1]


def test_every_tool_of_a_sheet_is_reached_on_a_phone(open_page, studio, sheet):
    page = open_page(at=studio, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"/comparisons/{sheet}")
    for menu in ["Export", "More"]:
        page.locator(".sheet-tools summary", has_text=menu).tap()
        entries = page.locator(".sheet-tools details[open]").get_by_role("listitem")
        for entry in entries.all():
            expect(entry).to_be_in_viewport(ratio=1)
        if menu == "Export":
            page.keyboard.press("Escape")
            expect(page.locator(".sheet-tools details[open]")).to_have_count(0)
            expect(page.locator(".sheet-tools summary", has_text=menu)).to_be_focused()
    # One menu is open at a time, and a touch elsewhere closes it.
    page.locator(".sheet-tools summary", has_text="Export").tap()
    expect(page.locator(".sheet-tools details[open]")).to_have_count(1)
    page.get_by_role("heading", level=1).tap()
    expect(page.locator(".sheet-tools details[open]")).to_have_count(0)
    page.locator(".sheet-tools summary", has_text="More").tap()
    page.get_by_role("button", name="Take it apart").tap()
    expect(page.get_by_text("gone for ever")).to_be_visible()


def widths(page):
    return set(page.locator(".cell").evaluate_all("(all) => all.map((e) => Math.round(e.getBoundingClientRect().width))"))


@pytest.mark.parametrize("width", [390, 700, 1440])
def test_all_pictures_of_a_sheet_are_of_one_width(open_page, studio, sheet, width):
    """Also beneath a heading that is longer than they are wide."""
    page = open_page(at=studio, viewport={"width": width, "height": 800})
    page.goto(f"/comparisons/{sheet}")
    assert len(widths(page)) == 1


def test_a_sheet_is_printed_whole_and_light_without_its_forms(open_page, studio):
    comparison = make(studio, "a printed sheet", SLUGS, [1, 2])
    finish(studio, comparison)
    page = open_page(at=studio, viewport={"width": 718, "height": 1000}, color_scheme="dark")
    page.goto(f"/comparisons/{comparison}")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 718
    assert len(widths(page)) == 1
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    expect(page.get_by_role("heading", name="About it")).to_be_visible()
    for name in ["Arrange", "Add to it"]:
        expect(page.get_by_role("heading", name=name)).to_be_hidden()
    for control in page.locator("main").get_by_role("button").all():
        expect(control).to_be_hidden()


def test_five_hundred_cells_fit_a_phone(open_page, studio):
    """Nothing is wider than the window but the sheet, which scrolls by itself."""
    status, made = studio.post("/api/comparisons", {
        "prompt": "a street", "models": SLUGS[:2], "dry_run": True,
        "axes": [{"parameter": "seed", "values": "1-250"}]})
    assert status == 200 and len(made["cells"]) == 500
    comparison = make(studio, "a street", values=range(1, 9))
    page = open_page(at=studio, viewport={"width": 320, "height": 640})
    page.goto(f"/comparisons/{comparison}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto("/compare/new")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
