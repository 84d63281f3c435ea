"""Collections in an order of one's own, smart ones, tags, notes and activity: by mouse, keyboard and without scripts."""

import json
import pathlib
import urllib.request
import zipfile

import pytest
from playwright.sync_api import expect

PICTURES = 9


@pytest.fixture(scope="module")
def sheet(house_of):
    with house_of(latency="0.05") as served:
        for number in range(PICTURES):
            parameters = {"prompt": f"a pear {number}", "seed": 100 + number}
            _, made = served.post("/api/generations", {"model": "sdxl1.0-dreamshaper", "parameters": parameters})
            with urllib.request.urlopen(f"{served.address}/generations/{made['id']}/events", timeout=20) as events:
                assert any(line.strip() == b"event: end" for line in events)
        yield served


@pytest.fixture
def best(sheet):
    """A collection of its own for each test, of the pictures 1 to 5 in this order; its address."""
    best.number = getattr(best, "number", 0) + 1
    name = f"Best {best.number}"
    status, made = sheet.post("/api/collections", {"name": name, "ids": [1, 2, 3, 4, 5]})
    assert status == 201
    yield made["url"]
    urllib.request.urlopen(urllib.request.Request(f"{sheet.address}/api{made['url']}", method="DELETE"))


def order(page):
    return [int(number) for number in page.locator(".frame:visible .edge span:first-child").all_inner_texts()]


def frame(page, number):
    return page.locator(".frame").filter(has=page.locator(f"input[value='{number}']"))


def ready(page):
    expect(page.locator(":root[data-scripts]")).to_be_attached()
    page.wait_for_load_state("networkidle")


def saved(sheet, best):
    return [image["id"] for image in sheet.get(f"/api{best}")["images"]]


def test_frames_are_put_in_order_by_keyboard(open_page, sheet, best):
    page = open_page(at=sheet)
    page.goto(best)
    ready(page)
    assert order(page) == [1, 2, 3, 4, 5]
    frame(page, 4).locator("a").focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("[data-announcer]").first).to_contain_text("Place 3 of 5")
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("[data-announcer]").first).to_contain_text("Place 2 of 5")
    assert order(page) == [1, 4, 2, 3, 5] == saved(sheet, best)
    assert page.evaluate("document.activeElement.closest('.frame').querySelector('input').value") == "4"
    page.keyboard.press("Shift+End")
    expect(page.locator("[data-announcer]").first).to_contain_text("Place 5 of 5")
    page.keyboard.press("Shift+Home")
    expect(page.locator("[data-announcer]").first).to_contain_text("Place 1 of 5")
    assert order(page) == [4, 1, 2, 3, 5] == saved(sheet, best)
    # All the steps are one act: the way back leads to the beginning.
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone for 1 picture.")).to_be_visible()
    assert order(page) == [1, 2, 3, 4, 5] == saved(sheet, best)


def test_frames_are_dragged_alone_and_several_together(open_page, sheet, best):
    page = open_page(at=sheet, viewport={"width": 1280, "height": 900})
    page.goto(best)
    ready(page)
    box = frame(page, 2).bounding_box()
    near_left = {"x": 12, "y": box["height"] / 2}
    with page.expect_response("**/moves"):
        frame(page, 5).locator("a").drag_to(frame(page, 2).locator("a"), target_position=near_left)
    expect(page.get_by_text("Moved in")).to_be_visible()
    assert order(page) == [1, 5, 2, 3, 4] == saved(sheet, best)
    for number in (1, 3):
        frame(page, number).locator(".pick input").check()
    box = frame(page, 4).bounding_box()
    with page.expect_response("**/moves"):
        frame(page, 3).locator("a").drag_to(
            frame(page, 4).locator("a"), target_position={"x": box["width"] - 12, "y": box["height"] / 2}
        )
    expect(page.locator("[data-announcer]").first).to_contain_text("Place 4 of 5")
    assert order(page) == [5, 2, 4, 1, 3] == saved(sheet, best)


def test_the_order_the_cover_and_taking_out_work_without_scripts(open_page, sheet, best):
    page = open_page(at=sheet, java_script_enabled=False)
    page.goto(best)
    frame(page, 5).locator(".pick input").check()
    bar = page.get_by_role("form", name="What is selected")
    bar.get_by_text("Move", exact=True).click()
    bar.get_by_label("Beside the picture with the number").fill("2")
    bar.get_by_role("button", name="Before it").click()
    expect(page.get_by_text("Moved in")).to_be_visible()
    assert order(page) == [1, 5, 2, 3, 4]
    frame(page, 1).locator(".pick input").check()
    bar.get_by_text("Move", exact=True).click()
    bar.get_by_role("button", name="To the end").click()
    assert order(page) == [5, 2, 3, 4, 1]
    frame(page, 3).locator(".pick input").check()
    bar.get_by_role("button", name="Cover").click()
    expect(page.get_by_role("img", name="Cover: picture 3")).to_be_visible()
    frame(page, 2).locator(".pick input").check()
    bar.get_by_role("button", name="Take out").click()
    expect(page.get_by_text("Taken out of")).to_be_visible()
    assert order(page) == [5, 3, 4, 1]
    page.get_by_role("button", name="Undo").click()
    assert order(page) == [5, 2, 3, 4, 1], "it is back where it stood"
    page.get_by_text("Sort anew").click()
    page.get_by_role("button", name="Newest first").click()
    assert order(page) == [5, 4, 3, 2, 1]
    page.get_by_role("button", name="Undo").click()
    assert order(page) == [5, 2, 3, 4, 1]


def test_a_collection_is_edited_in_place_deleted_and_brought_back(open_page, sheet, best):
    page = open_page(at=sheet)
    page.goto(best)
    page.get_by_text("Edit name and description").click()
    page.get_by_label("Name", exact=True).fill("Winter, <b>best</b>")
    page.get_by_label("Description").fill("What we show\nin March")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", name="Winter, <b>best</b>")).to_be_visible()
    expect(page.locator(".told-of")).to_contain_text("What we show")
    page.get_by_text("Edit name and description").click()
    page.get_by_role("button", name="Delete the collection").click()
    expect(page.get_by_text("Deleted the collection “Winter, <b>best</b>”: 5 pictures stay")).to_be_visible()
    expect(page.get_by_role("link", name="Winter")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("is back.")).to_be_visible()
    page.get_by_role("link", name="Winter").click()
    assert order(page) == [1, 2, 3, 4, 5]


def test_the_lightbox_walks_in_the_order_of_the_collection(open_page, sheet, best):
    sheet.post(f"/api{best}/moves", {"ids": [1], "after": 3})
    page = open_page(at=sheet)
    page.goto(best)
    ready(page)
    frame(page, 3).locator("a").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-number]")).to_have_text("3")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-number]")).to_have_text("1")


def test_a_search_is_saved_and_followed(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/?q=pear+rating:%3E3")
    page.locator("summary", has_text="More").click()
    page.get_by_role("link", name="Save this search").click()
    page.get_by_label("Name").fill("Good pears")
    page.get_by_role("button", name="Make the collection").click()
    expect(page.get_by_text("Nothing found yet")).to_be_visible()
    sheet.post("/api/selection", {"ids": [7], "action": "rate", "value": 5})
    page.reload()
    assert order(page) == [7]
    page.goto("/collections")
    expect(page.locator(".covered", has_text="Good pears")).to_contain_text("Smart")
    page.goto("/?q=in:%22good pears%22")
    assert order(page) == [7]
    sheet.post("/api/selection", {"ids": [7], "action": "rate", "value": 0})


def test_selected_pictures_go_in_in_the_order_of_selecting(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/")
    for number in (4, 8, 2):
        frame(page, number).locator(".pick input").check()
    bar = page.get_by_role("form", name="What is selected")
    bar.get_by_text("Collect", exact=True).click()
    page.get_by_label("A collection, or a new one's name").fill("By hand")
    page.get_by_role("button", name="Put in").click()
    expect(page.get_by_text("Put into “By hand”: 3 pictures.")).to_be_visible()
    page.goto("/collections")
    page.get_by_role("link", name="By hand").click()
    assert order(page) == [4, 8, 2]


def test_the_download_is_browsed_without_a_server(open_page, browser, sheet, best, tmp_path):
    sheet.post(f"/api{best}/moves", {"ids": [4], "to": "start"})
    page = open_page(at=sheet)
    page.goto(best)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    pictures = json.loads((tmp_path / "pictures.json").read_text())
    assert [p["id"] for p in pictures] == [4, 1, 2, 3, 5]
    assert pictures[0]["parameters"]["seed"] == 103
    assert json.loads((tmp_path / "collection.json").read_text())["count"] == 5
    context = browser.new_context(offline=True)
    offline = context.new_page()
    asked = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.goto((pathlib.Path(tmp_path) / "index.html").as_uri())
    expect(offline.locator("ol.pictures > li")).to_have_count(5)
    for image in offline.locator("ol.pictures img").all():
        image.scroll_into_view_if_needed()
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert all(url.startswith("file://") for url in asked)
    offline.locator("summary").first.click()
    expect(offline.locator("ol.pictures > li").first).to_contain_text("a pear 3")
    context.close()


def test_tags_are_merged_and_part_again(open_page, sheet):
    for ids, tags in ([1, 2], "Snow"), ([2, 3], "ice"), ([4], "winter"):
        sheet.post("/api/selection", {"ids": ids, "action": "tag", "value": tags})
    page = open_page(at=sheet)
    page.goto("/")
    page.locator("summary", has_text="More").click()
    page.get_by_role("link", name="Tags", exact=True).click()
    page.get_by_label("Choose Snow").check()
    page.get_by_label("Choose ice").check()
    page.get_by_label("make them one, called").fill("Winter")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_text("Tags became “Winter”: ice, Snow: 3 pictures.")).to_be_visible()
    expect(page.locator(".tags li")).to_have_count(1)
    expect(page.locator(".tags li")).to_contain_text("4 pictures")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".tags li")).to_have_count(3)
    page.locator(".tags li", has_text="ice").locator("summary").click()
    page.get_by_label("New name of ice").fill("snow")
    with page.expect_navigation() as navigation:
        page.locator(".tags li", has_text="ice").get_by_role("button", name="Rename").click()
    assert navigation.value.status == 400
    page.complaints[:] = [c for c in page.complaints if "400" not in c]
    page.get_by_role("button", name="Make the two one").click()
    expect(page.locator(".tags li", has_text="snow")).to_contain_text("3 pictures")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".tags li")).to_have_count(3)


def test_tags_are_suggested_behind_each_comma(open_page, sheet):
    sheet.post("/api/selection", {"ids": [1], "action": "tag", "value": "Golden hour, gold leaf"})
    page = open_page(at=sheet)
    page.goto("/images/9")
    field = page.get_by_label("Tags")
    field.focus()
    field.press_sequentially("blue, gol")
    values = page.locator("#tag-names option")
    expect(values).to_have_count(2)
    assert values.evaluate_all("options => options.map((o) => o.value)") == ["blue, gold leaf", "blue, Golden hour"]


def test_a_note_is_written_found_edited_in_the_lightbox_and_undone(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/images/6")
    page.get_by_text("Write a note").click()
    page.get_by_label("Note", exact=True).fill("The hands are wrong\nonce more, please")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".note .written")).to_contain_text("The hands are wrong")
    page.goto("/?q=note:hands")
    assert order(page) == [6]
    ready(page)
    frame(page, 6).locator("a").focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-lightbox] [data-number]")).to_have_text("6")
    page.get_by_role("link", name="Details").click()
    panel = page.locator("[data-panel]")
    expect(panel.locator(".note .written")).to_contain_text("The hands are wrong")
    panel.get_by_text("Edit the note").click()
    panel.get_by_label("Note", exact=True).fill("All is well")
    panel.get_by_role("button", name="Keep the note").click()
    expect(panel.locator(".note .written")).to_have_text("All is well")
    page.locator("[data-said] button").click()
    expect(panel.locator(".note .written")).to_contain_text("The hands are wrong")
    page.goto("/?q=has:note+-note:hands")
    expect(page.get_by_text("Nothing found")).to_be_visible()


def test_activity_leads_to_what_was_done(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/account")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Save").click()
    page.goto("/images/8")
    page.get_by_role("button", name="Rate 4 of 5").click()
    page.goto("/")
    page.locator("summary", has_text="More").click()
    page.get_by_role("link", name="Activity").click()
    hers = page.locator(".person", has_text="Ada")
    expect(hers).to_contain_text("Rated 1 picture")
    hers.get_by_role("link", name="Rated 1 picture").click()
    expect(page.get_by_text("Only what Ada did on")).to_be_visible()
    page.get_by_role("link", name="Rated 4").click()
    expect(page.locator(".frame a[href='/images/8']")).to_be_visible()
    page.goto("/activity")
    page.get_by_label("Who").select_option("Ada")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".person")).to_have_count(1)


def test_a_selection_lasts_over_the_pages_of_a_search(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/")
    ready(page)
    page.locator(".pick input").nth(3).check()
    first = page.locator(".pick input").nth(3).get_attribute("value")
    page.get_by_role("link", name="Older").click()
    ready(page)
    bar = page.get_by_role("form", name="What is selected")
    expect(bar).to_contain_text("1 selected, 1 on other pages")
    page.locator(".pick input").nth(0).check()
    second = page.locator(".pick input").nth(0).get_attribute("value")
    expect(bar).to_contain_text("2 selected, 1 on other pages")
    page.keyboard.press("3")
    expect(page.get_by_text("Rated 3: 2 pictures.")).to_be_visible()
    page.go_back()
    ready(page)
    expect(page.locator(f".pick input[value='{first}']")).to_be_checked()
    with page.expect_download() as download:
        bar.get_by_role("button", name="Zip").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        described = json.loads(archive.read("pictures.json"))
    assert [p["id"] for p in described] == [int(first), int(second)]
    page.goto("/?q=fox")
    ready(page)
    expect(bar).to_be_hidden()
    page.goto("/")
    ready(page)
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    page.reload()
    ready(page)
    assert page.locator(".pick input:checked").count() == 0


@pytest.mark.parametrize("path", ["{best}", "/collections", "/collections/new?q=pear", "/tags", "/activity", "/jobs"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_sound(open_page, sheet, best, path, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(at=sheet, viewport={"width": width, "height": 700}, color_scheme=scheme)
    page.goto(path.format(best=best))
    if page.locator(".pick").count():
        page.locator(".pick input").first.check()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert not serious, json.dumps([(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious], indent=1)
