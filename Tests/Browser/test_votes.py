"""Blind votes by keyboard, by hand and without scripts, and the ranking that follows from them."""

import sqlite3
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

MODELS = {
    "sdxl1.0-dreamshaper": "Dreamshaper SDXL", "sdxl1.0-realvis": "Realvis SDXL",
    "sdxl1.0-yamers-realistic": "Yamer's Realistic SDXL",
}
SEEDS = [4711, 4712]
PAIRS = len(SEEDS) * 3


@pytest.fixture
def sheet(own_site):
    """A comparison of three models at two seeds, open for votes."""
    cells = []
    for x, model in enumerate(MODELS):
        for y, seed in enumerate(SEEDS):
            parameters = {"prompt": "a quince (ripe:1.2)", "seed": seed}
            _, made = own_site.post("/api/generations", {"model": model, "parameters": parameters})
            cells.append((x, y, made["id"]))
    for _, _, id in cells:
        with urllib.request.urlopen(f"{own_site.address}/generations/{id}/events", timeout=20) as events:
            assert any(line.strip() == b"event: end" for line in events)
    with sqlite3.connect(f"{own_site.folder}/contactsheet.sqlite") as database:
        database.execute(
            "INSERT INTO comparison (id, name, plan, service, created_at, voting_at) "
            "VALUES (1, 'Quinces on a long table beside a tall window, before noon', '{}', 's', 0, 1)"
        )
        database.executemany(
            "INSERT INTO comparison_cell (comparison_id, x, y, z, generation_id) VALUES (1, ?, ?, 0, ?)", cells
        )
    database.close()
    return own_site


def progress(page):
    return page.locator("[data-progress]")


def revealed(page):
    return page.locator("[data-revealed]")


def pair(page):
    return [page.locator(f".ballot [name={side}]").get_attribute("value") for side in ("left", "right")]


def press(page, key):
    """Presses a key once the page's scripts listen, and what came before has settled."""
    expect(page.locator(":root[data-scripts]")).to_be_attached()
    expect(page.locator("[data-voting]:not([aria-busy=true])")).to_be_attached()
    page.keyboard.press(key)


def count_votes(sheet):
    with sqlite3.connect(f"{sheet.folder}/contactsheet.sqlite") as database:
        count = database.execute("SELECT count(*) FROM vote").fetchone()[0]
    database.close()
    return count


def test_votes_are_given_by_keyboard_and_names_come_after(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/vote?comparison=1")
    expect(progress(page)).to_have_text(f"0 of {PAIRS} pairs")
    source = page.content()
    for secret in [*MODELS, *MODELS.values(), *map(str, SEEDS), "/images/", "/generations/"]:
        assert secret not in source, secret
    seen = []
    for number, key in enumerate(["ArrowLeft", "ArrowUp", "b", "2", "t"]):
        seen.append(frozenset(pair(page)))
        press(page, key)
        expect(progress(page)).to_have_text(f"{number + 1} of {PAIRS} pairs")
        names = [strong.inner_text() for strong in revealed(page).locator("strong").all()]
        assert len(names) == 2 and set(names) < set(MODELS.values())
        # The next pair appears whole.
        assert page.locator(".rivals img").evaluate_all("all => all.map((image) => image.naturalWidth > 0)") == [True, True]
    assert len(set(seen)) == 5, "no pair comes twice"
    expect(revealed(page)).to_contain_text("You said: a tie.")
    press(page, "1")
    expect(page.get_by_role("heading", name=f"You have judged all {PAIRS} pairs")).to_be_visible()
    assert count_votes(sheet) == PAIRS
    page.get_by_role("link", name="To the ranking").click()
    expect(page.locator(".standings tbody tr")).to_have_count(3)
    expect(page.locator(".plot circle")).to_have_count(3)


def test_a_vote_is_taken_back_by_a_key_and_its_pair_comes_again(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/vote")
    first = pair(page)
    press(page, "ArrowRight")
    expect(progress(page)).to_have_text(f"1 of {PAIRS} pairs")
    assert pair(page) != first
    press(page, "u")
    expect(progress(page)).to_have_text(f"0 of {PAIRS} pairs")
    assert pair(page) == first
    assert count_votes(sheet) == 0
    page.reload()
    assert pair(page) == first, "a reload shows the same two"


def test_a_double_press_is_one_vote(open_page, sheet):
    page = open_page(at=sheet)
    page.goto("/vote")
    expect(page.locator(":root[data-scripts]")).to_be_attached()
    page.get_by_role("button", name="Left").dblclick()
    expect(progress(page)).to_have_text(f"1 of {PAIRS} pairs")
    page.wait_for_load_state("networkidle")
    expect(progress(page)).to_have_text(f"1 of {PAIRS} pairs")
    assert count_votes(sheet) == 1


def test_votes_without_scripts(open_page, sheet):
    page = open_page(at=sheet, java_script_enabled=False)
    page.goto("/vote?comparison=1")
    for number, name in enumerate(["Left", "Right", "Tie"]):
        page.get_by_role("button", name=name).click()
        expect(progress(page)).to_have_text(f"{number + 1} of {PAIRS} pairs")
        expect(revealed(page)).to_contain_text("Left was")
    page.get_by_role("button", name="Undo").click()
    expect(progress(page)).to_have_text(f"2 of {PAIRS} pairs")
    expect(revealed(page)).to_contain_text("You said: right is better.")
    # Back to a pair that was judged, and pressed again.
    page.goto("/vote?comparison=1")
    form = {field.get_attribute("name"): field.get_attribute("value") for field in page.locator(".ballot input").all()}
    page.get_by_role("button", name="Both bad").click()
    expect(progress(page)).to_have_text(f"3 of {PAIRS} pairs")
    answer = page.request.post("/vote", form={**form, "outcome": "left"}, headers={"origin": sheet.address})
    assert "was judged already" in answer.text()
    assert count_votes(sheet) == 3
    page.goto("/ranking")
    expect(page.get_by_text("found both bad (33 %)")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_are_accessible_and_narrow(open_page, sheet, scheme):
    page = open_page(at=sheet, color_scheme=scheme, viewport={"width": 320, "height": 640})
    for number, path in enumerate(["/vote", "/vote?comparison=1", "/ranking", "/ranking?by=scheduler"]):
        page.goto(path)
        if number == 0:
            press(page, "ArrowLeft")
            expect(progress(page)).to_have_text(f"1 of {PAIRS} pairs")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        found = Axe().run(page).response["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        assert not serious, [(one["id"], [node["html"] for node in one["nodes"]]) for one in serious]


def test_on_a_phone_both_pictures_and_all_answers_are_seen_at_once(open_page, sheet):
    page = open_page(at=sheet, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto("/vote?comparison=1")
    page.get_by_role("button", name="Tie").tap()
    expect(progress(page)).to_have_text(f"1 of {PAIRS} pairs")
    answers = page.locator(".outcomes").bounding_box()
    for picture in page.locator(".rivals img").all():
        box = picture.bounding_box()
        assert box["y"] + box["height"] <= answers["y"] and box["height"] >= 160
    for name in ["Left", "Tie", "Both bad", "Right"]:
        expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport(ratio=1)
