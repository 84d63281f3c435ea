"""What concerns the whole house: the queue that stands still, ceilings, spending, names."""

import pytest
from playwright.sync_api import expect


def ask(site, prompt, **more):
    status, made = site.post(
        "/api/generations", {"model": "sdxl1.0-dreamshaper", "parameters": {"prompt": prompt}, **more}
    )
    assert status == 201, made
    return made["id"]


def test_the_banner_comes_and_goes_while_one_looks(open_page, own_site):
    page = open_page(at=own_site)
    page.goto("/queue")
    banner = page.locator(".standstill")
    expect(banner).to_have_count(0)
    refused = ask(own_site, "a pear, sandbox:406")
    expect(banner).to_contain_text("The queue is paused.")
    expect(banner).to_contain_text("not enough credits")
    expect(page.locator(".row", has_text="a pear, sandbox:406")).to_contain_text("until the queue goes on")
    # The one that is refused is taken back; the next shows that the account is in order.
    page.locator(f"form[action='/generations/{refused}/cancel'] button").click()
    ask(own_site, "an apple")
    page.get_by_role("button", name="Try now").click()
    page.wait_for_url("**/queue")
    expect(page.locator(".row", has_text="an apple")).to_contain_text("Done")
    expect(page.locator(".standstill")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_ceiling_is_set_by_keyboard_and_holds_the_queue(open_page, own_site, scripts):
    page = open_page(at=own_site, java_script_enabled=scripts)
    page.goto("/settings")
    page.get_by_label("Daily ceiling").focus()
    page.keyboard.type("1 cent")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Daily ceiling")).to_have_value("1 cent")
    expect(page.locator("#daily_ceiling_usd-help")).to_contain_text("This is not a number.")
    page.complaints[:] = [c for c in page.complaints if "400" not in c]
    page.get_by_label("Daily ceiling").fill("0.015")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    ask(own_site, "an apple")
    ask(own_site, "a pear")
    page.goto("/queue")
    expect(page.locator(".row", has_text="a pear")).to_contain_text("Waiting", timeout=10_000)
    page.reload()
    expect(page.locator(".standstill")).to_contain_text("Today’s ceiling of $0.015 would be passed")
    page.get_by_role("link", name="Ceilings").click()
    page.get_by_label("Daily ceiling").fill("")
    page.get_by_role("button", name="Save").click()
    page.goto("/queue")
    expect(page.locator(".row", has_text="a pear")).to_contain_text("Done")
    expect(page.locator(".standstill")).to_have_count(0)


def test_a_name_is_said_once_and_stands_on_what_one_asks_for(open_page, own_site):
    page = open_page(at=own_site)
    page.goto("/")
    page.get_by_role("link", name="You").click()
    page.get_by_label("Your name").fill("Änne <b>")
    page.keyboard.press("Enter")
    expect(page.get_by_text("In this browser you are Änne <b> from now on.")).to_be_visible()
    page.goto("/generate/sdxl1.0-dreamshaper")
    page.locator("#field-prompt").fill("a pear of mine")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/generations/*")
    expect(page.locator(".status")).to_contain_text("Done")
    expect(page.locator(".status")).to_contain_text("Änne <b>")
    page.goto("/spending")
    expect(page.get_by_role("row", name="Änne <b>")).to_contain_text("$0.011")
