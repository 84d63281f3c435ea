"""Words in prompts, as a person writes them: fields, choices, lists, styles, and the help in every field."""

import json
import pathlib
import re

import pytest
from playwright.sync_api import expect

SLUG = "sdxl1.0-dreamshaper"
CASES = json.loads((pathlib.Path(__file__).parents[1] / "Fixtures" / "weights.json").read_text())


@pytest.fixture(scope="module")
def words(house_of):
    """A house of its own: its lists, styles and prompts are nobody else's."""
    with house_of(latency="0.2") as served:
        yield served


@pytest.fixture(scope="module")
def hair(words):
    """A list and a style, made on their pages."""
    import urllib.parse
    import urllib.request

    for path, form in [
        ("/wildcards/new", {"name": "hair", "text": "red\ngrey\nblack"}),
        ("/styles/new", {"name": "Film", "prompt": "{prompt}, 35mm film", "negative_prompt": "drawing"}),
    ]:
        data = urllib.parse.urlencode(form).encode()
        urllib.request.urlopen(urllib.request.Request(words.address + path, data, method="POST")).read()


def write(page, text, field="prompt"):
    area = page.locator(f"#field-{field}")
    area.fill("")
    area.press_sequentially(text)
    return area


def test_fields_are_filled_in_samples_looked_at_and_the_words_shown(open_page, words, hair):
    page = open_page(at=words)
    page.goto(f"/generate/{SLUG}")
    write(page, "a {fox|owl} with __hair__ hair, {{mood=calm}}, {{place}}")
    place = page.get_by_label(re.compile("^place"))
    expect(place).to_be_visible()
    expect(page.get_by_label("mood")).to_have_attribute("placeholder", "calm")
    expect(page.locator("[data-part=preview]")).to_contain_text("6 different prompts")
    place.fill("a snowy wood")
    # While the prompt goes on, what was filled in stays.
    page.locator("#field-prompt").press_sequentially(", (dusk:1.2)")
    expect(page.locator("[data-part='notes-field-prompt']")).to_contain_text("tokens")
    expect(place).to_have_value("a snowy wood")
    page.get_by_role("button", name="Show samples").click()
    samples = page.locator(".sample")
    expect(samples).to_have_count(6)
    expect(samples.first).to_contain_text("a snowy wood, (dusk:1.2)")
    chosen = samples.nth(2)
    text = re.sub(r"\s+", " ", chosen.locator("span").first.inner_text()).strip()
    chosen.get_by_role("button").click()
    expect(page.locator("[data-seed]")).to_have_value(chosen.get_by_role("button").inner_text())
    page.locator("summary", has_text="Styles").click()
    page.get_by_label("Film").check()
    page.locator("[data-submit]").click()
    page.wait_for_url("**/generations/*")
    expect(page.locator(".details .prompt").first).to_contain_text(f"{text}, 35mm film")
    page.locator("a[href^='/images/']").first.click()
    panel = page.locator(".panel")
    expect(panel).to_contain_text("As it was typed")
    expect(panel.locator(".typed")).to_contain_text("a {fox|owl} with __hair__ hair, {{mood=calm}}, {{place}}")
    expect(panel.locator(".wording dl")).to_contain_text("a snowy wood")
    expect(panel).to_contain_text("Styles: Film")
    # The form begins as it was typed.
    panel.get_by_role("link", name="Edit").click()
    expect(page.locator("#field-prompt")).to_have_value(re.compile(r"^a \{fox\|owl\} with __hair__"))
    expect(page.get_by_label(re.compile("^place"))).to_have_value("a snowy wood")
    expect(page.get_by_label("Film")).to_be_checked()


def test_a_fault_is_said_while_one_types_and_its_end_too(open_page, words):
    page = open_page(at=words)
    page.goto(f"/generate/{SLUG}")
    area = write(page, "a {red|blue")
    notes = page.locator("[data-part='notes-field-prompt']")
    expect(notes).to_contain_text("At character 3: This { begins a choice that is never closed")
    area.press_sequentially("}")
    expect(notes).not_to_contain_text("never closed")
    area.press_sequentially(" (fox")
    expect(notes).to_contain_text("The ( at character 14 is never closed.")


def test_weights_follow_the_rule_and_can_be_taken_back(open_page, words):
    page = open_page(at=words)
    page.goto(f"/generate/{SLUG}")
    area = page.locator("#field-prompt")
    for case in CASES:
        for key, name in (("ArrowUp", "up"), ("ArrowDown", "down")):
            area.fill(case["text"])
            area.evaluate("(area, [from, to]) => area.setSelectionRange(from, to)", [case["from"], case["to"]])
            area.press(f"Control+{key}")
            expected = case["text"] if case[name] is None else case[name]
            assert area.input_value() == expected, case
            if case[name] is not None:
                selected = area.evaluate("(area) => area.value.slice(area.selectionStart, area.selectionEnd)")
                assert selected == case["selected"], case
    area.fill("")
    area.press_sequentially("a red fox")
    area.press("Control+ArrowUp")
    assert area.input_value() == "a red (fox:1.1)"
    area.press("Control+ArrowUp")
    assert area.input_value() == "a red (fox:1.2)"
    area.press("Control+z")
    assert area.input_value() == "a red (fox:1.1)"
    area.press("Control+z")
    assert area.input_value() == "a red fox"


def test_what_is_begun_goes_on_by_the_keyboard(open_page, words, hair):
    _, made = words.post("/api/generations", {"model": SLUG, "parameters": {"prompt": "an elk, morning mist over water"}})
    page = open_page(at=words)
    page.goto(f"/generations/{made['id']}")
    expect(page.locator("a[href^='/images/']").first).to_be_visible()
    page.goto(f"/generate/{SLUG}")
    area = write(page, "a cat, mor")
    option = page.get_by_role("option", name="morning mist over water")
    expect(option).to_be_visible()
    area.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    area.press("Enter")
    expect(area).to_have_value("a cat, morning mist over water")
    area.press("Control+z")
    expect(area).to_have_value("a cat, mor")
    area.fill("")
    area.press_sequentially("a cat with __ha")
    expect(page.get_by_role("option", name="__hair__")).to_contain_text("3 values")
    area.press("ArrowDown")
    area.press("Tab")
    expect(area).to_have_value("a cat with __hair__")
    # Closed, the arrows are the text's again.
    area.press("Escape")
    area.press_sequentially(" fur")
    expect(area).to_have_value("a cat with __hair__ fur")


def test_alt_up_brings_ones_own_prompts(open_page, words):
    page = open_page(at=words)
    page.goto("/account")
    page.get_by_label(re.compile("name", re.I)).first.fill("Ann")
    page.locator("main form button").first.click()
    for prompt in ("first {a|b}", "second"):
        page.goto(f"/generate/{SLUG}")
        page.locator("#field-prompt").fill(prompt)
        page.locator("[data-submit]").click()
        page.wait_for_url("**/generations/*")
    page.goto(f"/generate/{SLUG}")
    area = write(page, "unfinished")
    area.press("Alt+ArrowUp")
    expect(area).to_have_value("second")
    area.press("Alt+ArrowUp")
    expect(area).to_have_value("first {a|b}")
    area.press("Alt+ArrowDown")
    area.press("Alt+ArrowDown")
    expect(area).to_have_value("unfinished")


@pytest.mark.parametrize("scripts", [True, False])
def test_all_combinations_become_a_comparison(open_page, words, scripts):
    page = open_page(at=words, java_script_enabled=scripts)
    page.goto(f"/generate/{SLUG}")
    page.locator("#field-prompt").fill("a {red|blue} {fox|owl}")
    if scripts:
        page.locator("#field-prompt").press("Space")
    else:
        page.get_by_role("button", name="Read the prompt").click()
    page.get_by_role("button", name="All combinations").click()
    expect(page.get_by_role("heading", name="New comparison")).to_be_visible()
    values = page.locator("[name=values1]").input_value()
    assert [line.strip() for line in values.split("\n")] == ["a red fox", "a red owl", "a blue fox", "a blue owl"]
    expect(page.locator("[data-weighing]")).to_contain_text("4")
    page.locator("[data-submit]").click()
    page.wait_for_url("**/comparisons/*")


def test_without_scripts_the_buttons_do_it(open_page, words, hair):
    page = open_page(at=words, java_script_enabled=False)
    page.goto(f"/generate/{SLUG}")
    page.locator("#field-prompt").fill("a {{who}} with __hair__ hair (soft")
    page.get_by_role("button", name="Read the prompt").click()
    expect(page.locator("#field-prompt")).to_have_value("a {{who}} with __hair__ hair (soft")
    expect(page.locator("[data-part='notes-field-prompt']")).to_contain_text("is never closed")
    page.get_by_label(re.compile("^who")).fill("fox")
    page.get_by_role("button", name="Show samples").click()
    expect(page.locator(".sample")).to_have_count(6)
    expect(page.locator(".sample").first).to_contain_text(re.compile("a fox with (red|grey|black) hair"))
    page.locator("[data-submit]").click()
    expect(page.locator(".details .prompt").first).to_contain_text(re.compile("a fox with (red|grey|black) hair"))


def test_lists_are_written_brought_and_taken_along(open_page, words, tmp_path):
    page = open_page(at=words)
    page.goto("/wildcards")
    page.get_by_role("link", name="New list").first.click()
    page.get_by_label("Name").fill("colour")
    page.get_by_label("Values").fill("red\nblue")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("__colour__")
    page.get_by_role("button", name="Delete this list").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("__colour__")
    page.goto("/wildcards")
    file = tmp_path / "eyes.txt"
    file.write_bytes(b"# eyes\r\nblue\r\n2::green\r\n")
    page.get_by_label("Text files, or a zip of them").set_input_files(file)
    page.get_by_role("button", name="Bring them").click()
    expect(page.locator(".notice")).to_contain_text("1 list came.")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as a zip").click()
    import zipfile

    with zipfile.ZipFile(waiting.value.path()) as archive:
        assert archive.testzip() is None
        assert archive.read("eyes.txt") == b"# eyes\r\nblue\r\n2::green\r\n"
        assert archive.read("colour.txt") == b"red\nblue"
