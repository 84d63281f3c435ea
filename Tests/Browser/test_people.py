"""People come in by the door, and see what their role lets them see."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PASSWORD = "a fox in deep snow"


def come_in(page, name="Mina"):
    page.goto("/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"/$"))


def forgive(page, *words):
    """A page that refuses says so in the browser's console; that is no fault of it."""
    page.complaints[:] = [c for c in page.complaints if not any(word in c for word in words)]


def test_the_first_link_makes_the_administrator_who_invites_the_others(open_page, first_start):
    house = first_start
    assert house.link.startswith(house.address + "/invitations/")

    mina = open_page(house)
    mina.goto(house.link)
    fill(mina, "Mina")
    mina.get_by_role("button", name="Come in").click()
    expect(mina.get_by_role("heading", name="Gallery")).to_be_visible()
    mina.goto("/users")
    mina.get_by_label("Whom you invite").fill("Ada")
    mina.get_by_role("button", name="Make a link").click()
    invitation = mina.locator(".once code").text_content()

    ada = open_page(house, java_script_enabled=False)
    ada.goto(invitation)
    expect(ada.locator(".lead")).to_contain_text("Mina invites you to this house as member")
    fill(ada, "Ada", again="something else")
    ada.get_by_role("button", name="Come in").click()
    expect(ada.get_by_text("The two passwords are not the same.")).to_be_visible()
    expect(ada.get_by_label("Name")).to_have_value("Ada")
    fill(ada, "Ada")
    ada.get_by_role("button", name="Come in").click()
    expect(ada.get_by_role("heading", name="Gallery")).to_be_visible()
    assert ada.goto(invitation).status == 404
    forgive(ada, "400", "404")

    ada.goto("/generate/sdxl1.0-dreamshaper")
    ada.locator("#field-prompt").fill("a pear")
    ada.get_by_role("button", name="Generate", exact=True).last.click()
    ada.wait_for_url("**/generations/1")
    mina.goto("/generations/1")
    expect(mina.get_by_text("Asked for by")).to_be_visible()
    expect(mina.locator(".facts", has_text="Asked for by")).to_contain_text("Ada")
    mina.goto("/record")
    expect(mina.locator(".lines li")).to_have_text([re.compile("Ada joined: as member"),
                                                    re.compile("Mina invited: member, for Ada"),
                                                    re.compile("Mina joined: as administrator")])


def fill(page, name, again=PASSWORD):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same again").fill(again)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_that_was_wanted_comes_after_the_door(open_page, closed, scripts):
    page = open_page(closed, java_script_enabled=scripts)
    page.goto("/?q=fox+%26+snow")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.get_by_label("Name").fill("mina")
    page.get_by_label("Password").fill("not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This name and password do not belong together.")
    expect(page.get_by_label("Password")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=fox+%26+snow")
    expect(page.locator("#search")).to_have_value("fox & snow")
    forgive(page, "401")
    if scripts:
        assert page.evaluate("document.cookie") == ""
    page.goto("/account")
    page.get_by_role("button", name="Sign out", exact=True).first.click()
    page.wait_for_url("**/login")
    page.goto("/queue")
    page.wait_for_url("**/login?back=*")


def test_a_viewer_sees_pictures_and_nothing_to_press_that_is_refused(open_page, closed):
    ada = open_page(closed)
    come_in(ada, "<b>Ada</b>")
    ada.goto("/generate/sdxl1.0-dreamshaper")
    ada.locator("#field-prompt").fill("a pear")
    ada.get_by_role("button", name="Generate", exact=True).last.click()
    expect(ada.locator("[data-state=completed]")).to_be_visible()
    ada.goto("/queue")
    expect(ada.locator("main")).to_contain_text("<b>Ada</b>")

    tom = open_page(closed)
    come_in(tom, "Tom")
    expect(tom.locator(".frames li")).not_to_have_count(0)
    expect(tom.get_by_role("link", name="Generate", exact=True)).to_have_count(0)
    tom.locator(".frames a").first.click()
    expect(tom.locator(".prompt").first).to_have_text("a pear")
    for name in ["Same seed", "New seed", "Favourite", "Move to the trash", "Keep the note"]:
        expect(tom.get_by_role("button", name=name)).to_have_count(0)
    here = tom.url
    for key in "rfe35":
        tom.keyboard.press(key)
    assert tom.url == here
    assert tom.goto("/generate").status == 403
    expect(tom.get_by_text("You are Tom, viewer")).to_be_visible()
    forgive(tom, "403")


def test_a_token_is_shown_once_and_lets_a_script_in_until_it_is_ended(open_page, closed):
    page = open_page(closed)
    come_in(page)
    page.goto("/account")
    page.locator("#tokens").get_by_label("Name").fill("Nightly")
    page.get_by_role("button", name="Make a token").click()
    token = page.locator(".once code").text_content()
    api = page.context.browser.new_context(base_url=closed.address)
    asked = {"headers": {"Authorization": f"Bearer {token}"}}
    assert api.request.get("/api/images", **asked).status == 200
    assert api.request.post("/api/generations", data={}, **asked).status == 403
    page.goto("/account")
    expect(page.locator("body")).not_to_contain_text(token)
    page.get_by_role("button", name="End Nightly").click()
    assert api.request.get("/api/images", **asked).status == 401
    api.close()


def test_what_was_open_is_closed_at_once(open_page, closed):
    closed.add_person("Kim", "member")
    mina, kim = open_page(closed), open_page(closed)
    come_in(kim, "Kim")
    come_in(mina)
    mina.goto("/users")
    mina.get_by_role("button", name="Close the account of Kim").click()
    expect(mina.get_by_text("The account is closed")).to_be_visible()
    kim.goto("/queue")
    expect(kim.get_by_role("heading", name="Sign in")).to_be_visible()


PAGES = ["/login", "/account", "/users", "/record", "/record?q=nothing-like-this", "/settings"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_serious_fault(open_page, closed, path, scheme):
    page = open_page(closed, color_scheme=scheme)
    if path != "/login":
        come_in(page)
    page.goto(path)
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert not serious, json.dumps([(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious], indent=1)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_small_phone(open_page, closed, path):
    page = open_page(closed, viewport={"width": 320, "height": 640}, is_mobile=True)
    if path != "/login":
        come_in(page)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
