"""The team's prompts: from a picture and back to one, two people at once, out of the house and into another."""

import subprocess

import pytest
from playwright.sync_api import expect

from conftest import BINARY

SLUG = "sdxl1.0-dreamshaper"


@pytest.fixture
def picture(own_site):
    """A finished picture."""
    _, made = own_site.post("/api/generations", {"model": SLUG, "parameters": {"prompt": "a red fox", "seed": 4}})
    return settled(own_site, made["id"])["images"][0]["id"]


def settled(house, generation):
    import urllib.request

    with urllib.request.urlopen(f"{house.address}/generations/{generation}/events", timeout=20) as events:
        for line in events:
            if line.strip() == b"event: end":
                return house.get(f"/api/generations/{generation}")


def run(*arguments):
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_whole_way(open_page, own_site, house_of, picture, tmp_path, scripts):
    page = open_page(own_site, java_script_enabled=scripts)
    # Saved from a picture.
    page.goto(f"/images/{picture}")
    page.get_by_role("link", name="Save as prompt").click()
    expect(page.get_by_label("Prompt needed")).to_have_value("a red fox")
    page.get_by_label("Title").fill("Fox")
    page.get_by_label("Tags").fill("Winter, animals")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/prompts/1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fox")
    expect(page.get_by_role("complementary", name="Cover").locator("img")).to_be_visible()
    # Changed, and the versions compared.
    page.get_by_role("link", name="Change").click()
    page.get_by_label("Prompt needed").fill("a {{colour=white}} fox in snow")
    page.get_by_label("What changed").fill("For winter")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/prompts/1")
    page.get_by_role("link", name="Compare versions").click()
    expect(page.locator("ins", has_text="white")).to_be_visible()
    expect(page.locator("del", has_text="red")).to_be_visible()
    # Used: the form is filled in, and says where it comes from.
    page.goto("/prompts")
    page.get_by_role("link", name="Use Fox").click()
    expect(page.locator("#field-prompt")).to_have_value("a {{colour=white}} fox in snow")
    expect(page.locator(".request")).to_contain_text("From the prompt Fox, version 2")
    page.get_by_label("colour").fill("silver")
    page.get_by_role("button", name="Generate", exact=True).last.click()
    page.wait_for_url("**/generations/*")
    first = settled(own_site, int(page.url.rsplit("/", 1)[1]))
    assert (first["prompt_id"], first["prompt_version"], first["prompt_is_edited"]) == (1, 2, False)
    assert first["parameters"]["prompt"] == "a silver fox in snow"
    # Edited on the way.
    page.goto(f"/generate/{SLUG}?prompt=1&version=1")
    page.locator("#field-prompt").fill("a red fox at night")
    page.get_by_role("button", name="Generate", exact=True).last.click()
    page.wait_for_url("**/generations/*")
    second = settled(own_site, int(page.url.rsplit("/", 1)[1]))
    page.goto(f"/images/{second['images'][0]['id']}")
    expect(page.locator(".panel")).to_contain_text("From Fox, version 1, edited")
    # Found again: in the gallery, and on the prompt's page, the best rated first.
    page.locator("#search").fill("prompt:fox")
    page.locator("#search").press("Enter")
    expect(page.locator(".frame")).to_have_count(2)
    own_site.post("/api/selection", {"ids": [first["images"][0]["id"]], "action": "rate", "value": 5})
    page.goto("/prompts/1")
    expect(page.locator(".made")).to_have_count(2)
    expect(page.locator(".made").first).to_contain_text("5")
    expect(page.locator(".made").last).to_contain_text("edited")
    # Out of the house, and into an empty one.
    page.goto("/prompts/carry")
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    file = tmp_path / "prompts.json"
    download.value.save_as(file)
    with house_of(latency="0.1") as other:
        there = open_page(other, java_script_enabled=scripts)
        there.goto("/prompts")
        there.get_by_role("link", name="Bring a file").click()
        there.get_by_label("A file of prompts").set_input_files(file)
        there.get_by_role("button", name="Bring them in").click()
        expect(there.get_by_role("status").filter(has_text="1 prompt came, 2 versions in all.")).to_be_visible()
        there.get_by_role("link", name="To the prompts").click()
        there.get_by_role("link", name="Fox", exact=True).click()
        expect(there.locator(".prompt").first).to_have_text("a {{colour=white}} fox in snow")
        again = tmp_path / "again.json"
        assert run("export", "prompts", str(again), "--data", other.folder).returncode == 0
        assert again.read_bytes() == file.read_bytes()
        brought = run("import", "prompts", str(file), "--data", other.folder)
        assert brought.returncode == 0 and "1 prompt was here already." in brought.stdout
        table = tmp_path / "prompts.csv"
        assert run("export", "prompts", str(table), "--data", other.folder).returncode == 0
        table.write_text(table.read_text() + 'a,"b')
        refused = run("import", "prompts", str(table), "--data", other.folder)
        assert refused.returncode == 2 and "is refused. Line 4, column 3" in refused.stderr
        there.complaints.clear()


def test_two_save_at_once_and_nothing_is_lost(open_page, own_site):
    own_site.post("/api/prompts", {"title": "Fox", "text": "a red fox"})
    anna, ben = open_page(own_site), open_page(own_site)
    for page, name in ((anna, "Anna"), (ben, "Ben")):
        page.goto("/account")
        page.get_by_label("Your name").fill(name)
        page.get_by_role("button", name="Save").click()
        page.goto("/prompts/1/edit")
    anna.get_by_label("Prompt needed").fill("a red fox in snow")
    anna.get_by_role("button", name="Save", exact=True).click()
    anna.wait_for_url("**/prompts/1")
    ben.get_by_label("Prompt needed").fill("a very red fox")
    with ben.expect_navigation() as navigation:
        ben.get_by_role("button", name="Save", exact=True).click()
    assert navigation.value.status == 409
    ben.complaints[:] = [c for c in ben.complaints if "409" not in c]
    expect(ben.get_by_role("alert")).to_contain_text("Anna saved version 2 while you wrote")
    expect(ben.get_by_role("alert").locator("ins", has_text="in snow")).to_be_visible()
    expect(ben.get_by_label("Prompt needed")).to_have_value("a very red fox")
    ben.get_by_role("button", name="Save on top of version 2").click()
    ben.wait_for_url("**/prompts/1")
    versions = [own_site.get(f"/api/prompts/1/versions/{number}") for number in (1, 2, 3)]
    assert [v["text"] for v in versions] == ["a red fox", "a red fox in snow", "a very red fox"]
    assert [v["saved_by"] for v in versions] == [None, "Anna", "Ben"]


def test_the_trash_and_the_way_back(open_page, own_site):
    own_site.post("/api/prompts", {"title": "Fox", "text": "a red fox"})
    page = open_page(own_site)
    page.goto("/prompts/1")
    page.keyboard.press("Delete")
    page.wait_for_url("**/prompts?trashed=1")
    expect(page.locator(".toast")).to_contain_text("“Fox” was moved to the trash")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**/prompts/1")
    page.get_by_role("button", name="Move to the trash").click()
    page.goto("/trash")
    page.get_by_role("button", name="Put back Fox").click()
    page.wait_for_url("**/prompts/1")


def test_the_keyboard_goes_there(open_page, own_site):
    page = open_page(own_site)
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/prompts")
    for letter, address in (("m", "/models"), ("s", "/spending")):
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_url(f"**{address}")


def test_a_prompts_form_tells_its_length_and_what_is_wrong_while_one_types(open_page, own_site):
    page = open_page(own_site)
    page.goto("/prompts/new")
    page.get_by_label("Prompt needed").press_sequentially("a (red fox")
    notes = page.locator("[data-part='notes-prompt-text']")
    expect(notes).to_contain_text("tokens")
    expect(notes).to_contain_text("(")
    page.get_by_label("Prompt needed").fill("a {2$$a|b fox")
    expect(notes.locator(".fault")).to_be_visible()
    page.get_by_label("Prompt needed").fill("")
    expect(notes).to_be_empty()
