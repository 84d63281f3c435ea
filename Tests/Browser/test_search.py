"""Finding one picture among a hundred thousand, with the box, the controls beside it, and the calendar."""

import re

from playwright.sync_api import expect


def shown(page):
    return page.locator(".frame .edge span:first-child").all_inner_texts()


def test_the_box_suggests_filters_and_their_values_by_keyboard(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("rat")
    expect(page.get_by_role("option", name=re.compile("^rating:"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("option", name="rating:5")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator("#search")).to_have_value("rating:5 ")
    page.keyboard.type("model:vis")
    page.get_by_role("option").filter(has_text="realvis").click()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=rating%3A5"))
    expect(page.locator(".frame")).to_have_count(60)
    assert set(page.locator(".rating").all_inner_texts()) == {"5"}
    assert all("realvis" in name.lower() for name in page.locator(".frame .model").all_text_contents())


def test_the_box_closes_its_list_and_sends_what_is_typed(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/")
    page.fill("#search", "siz")
    expect(page.locator("#suggestions")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    page.fill("#search", "tag:poster size:square")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Search")).to_be_visible()
    assert shown(page) == [str(image["id"]) for image in full_site.get("/api/images?q=tag:poster+size:square")["images"]]


def test_the_controls_write_what_they_mean_into_the_box(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/?q=light")
    page.get_by_role("link", name="Filters").click()
    form = page.get_by_role("dialog", name="Filters")
    expect(form.get_by_label("Words of the prompt")).to_have_value("light")
    form.get_by_label("Size").select_option("landscape")
    form.get_by_label("Rating").select_option(">3")
    form.get_by_label("Inference steps").fill("20-30")
    form.get_by_role("button", name="Show the pictures").click()
    expect(page.locator("#search")).to_have_value("light size:landscape steps:20-30 rating:>3")
    found = page.locator(".frame").count()
    assert found > 0
    page.get_by_role("link", name="Filters").click()
    expect(page.get_by_role("dialog").get_by_label("Rating")).to_have_value(">3")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Filters")).to_have_count(0)


def test_the_filters_are_a_page_without_scripts(open_page, full_site):
    page = open_page(at=full_site, java_script_enabled=False)
    page.goto("/?q=light&order=rating")
    page.get_by_role("link", name="Filters").click()
    page.get_by_label("Size").select_option("square")
    page.get_by_role("button", name="Show the pictures").click()
    expect(page).to_have_url(re.compile(r"/\?q=light\+size%3Asquare&order=rating$"))
    assert page.locator(".frame").count() == 60


def test_what_cannot_be_read_is_said_and_the_rest_counts(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/?q=light+steps:many+modle:x")
    notices = page.locator(".notice").all_inner_texts()
    assert any("steps:many" in notice for notice in notices), notices
    assert any("modle:" in notice for notice in notices), notices


def test_pages_lead_down_and_back_up_to_the_same_pictures(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/")
    first = shown(page)
    page.get_by_role("link", name="Older").click()
    expect(page.get_by_role("link", name="Newer")).to_be_visible()
    assert not set(first) & set(shown(page))
    page.get_by_role("link", name="Newer").click()
    expect(page.get_by_role("link", name="Newer")).to_have_count(0)
    assert shown(page) == first


def test_the_calendar_and_the_date_field_jump(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/?q=light")
    months = page.locator(".calendar a")
    assert months.count() > 30
    month = months.nth(20)
    name = month.text_content()
    month.click()
    expect(page).to_have_url(re.compile(f"date={name}$"))
    expect(page.locator(".calendar a[aria-current]")).to_have_text(name)
    expect(page.locator("#search")).to_have_value("light")
    page.fill("#date", f"{name}-01")
    page.get_by_role("button", name="Go").click()
    expect(page).to_have_url(re.compile(f"date={name}-01"))
    newest = page.locator(".frame a").first.get_attribute("href")
    page.goto(newest)
    made = page.locator("time").first.get_attribute("datetime")
    assert made <= f"{name}-02T23"


def test_orders_are_kept_while_pages_are_turned(open_page, full_site):
    page = open_page(at=full_site)
    page.goto("/")
    page.locator(".order summary").first.click()
    page.get_by_role("link", name="Best rated").click()
    expect(page.locator(".order summary").first).to_have_text("Best rated")
    assert set(page.locator(".rating").all_inner_texts()) == {"5"}
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page).to_have_url(re.compile(r"order=rating&before=5\."))


def test_nothing_moves_when_the_frames_come(open_page, full_site):
    page = open_page(at=full_site)
    page.add_init_script("""
        window.shift = 0;
        new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shift += e.value; })
            .observe({ type: "layout-shift", buffered: true });
    """)
    for path in ("/", "/?q=light", "/search"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shift") < 0.001, path
