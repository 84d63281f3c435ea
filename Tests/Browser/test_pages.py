"""What every page must be: accessible, still, at home on a small screen, and honest about faults."""

import json
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


@pytest.fixture(scope="session")
def picture(site):
    """A finished picture with a regeneration, and a failed generation, for pages to show."""
    parameters = {"prompt": "a fox (red:1.2) in deep snow, <b>bold</b>", "seed": 12, "negative_prompt": "text"}
    _, made = site.post("/api/generations", {"model": "sdxl1.0-dreamshaper", "parameters": parameters})
    image = wait(site, made["id"])["images"][0]["id"]
    _, again = site.post(f"/api/images/{image}/regenerate")
    other = wait(site, again["id"])["images"][0]["id"]
    failing = {"model": "sdxl1.0-dreamshaper", "parameters": {"prompt": "sandbox:fail please"}}
    _, failed = site.post("/api/generations", failing)
    wait(site, failed["id"])
    _, compared = site.post("/api/comparisons", {
        "prompt": "a fox, <b>bold</b>, in deep snow under a very wide sky, seen from far away", "models": ["sdxl1.0-dreamshaper", "sdxl1.0-realvis"],
        "axes": [{"parameter": "size", "values": ["square", "portrait"]}],
    })
    for cell in compared["cells"]:
        wait(site, cell["generation_id"])
    _, prompt = site.post("/api/prompts", {"title": "Fox <b>", "text": "a fox (red:1.2), <b>bold</b>", "tags": ["winter"]})
    page = urllib.parse.urlencode({"version": 1, "title": "Fox <b>", "text": "a white fox", "message": "For winter"})
    urllib.request.urlopen(f"{site.address}/prompts/{prompt['id']}/edit", page.encode()).read()
    return {"image": image, "other": other, "generation": again["id"], "failed": failed["id"],
            "comparison": compared["id"], "prompt": prompt["id"]}


def wait(site, generation):
    """Waits on the generation's event stream until it ends."""
    with urllib.request.urlopen(f"{site.address}/generations/{generation}/events", timeout=20) as events:
        for line in events:
            if line.strip() == b"event: end":
                return site.get(f"/api/generations/{generation}")


PAGES = [
    "/", "/?q=nothing-has-this-word", "/?model=sdxl1.0-dreamshaper", "/generate", "/generate/sdxl1.0-dreamshaper",
    "/generate/sdxl1.0-realdream-lightning", "/generate/sdxl1.0-newreality-lightning", "/generations/{generation}",
    "/generations/{failed}", "/queue", "/images/{image}", "/generate/sdxl1.0-newreality-lightning?from={image}",
    "/spending", "/settings", "/account", "/import", "/models", "/models/sdxl1.0-realvis", "/no-such-page",
    "/generate/no-such-model", "/vote", "/ranking", "/compare", "/compare/new", "/comparisons/{comparison}",
    "/compare?ids={image},{other}&mode=heat", "/drifts",
    "/prompts", "/prompts?q=nothing-has-this-word", "/prompts/new",
    "/prompts/new?image={image}", "/prompts/{prompt}", "/prompts/{prompt}/edit", "/prompts/{prompt}/versions/1",
    "/prompts/{prompt}/compare", "/prompts/carry", "/generate/sdxl1.0-dreamshaper?prompt={prompt}",
    "/compare/new?prompt={prompt}", "/collections", "/collections/new", "/tags", "/activity", "/jobs",
    "/wildcards", "/wildcards/new", "/styles", "/styles/new",
]


def visit(page, path, picture):
    answer = page.goto(path.format(**picture))
    if "no-such" in path:
        assert answer.status == 404
        # The browser says so in its console; that is no fault of the page.
        page.complaints[:] = [c for c in page.complaints if "404" not in c]
    else:
        assert answer.status == 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_serious_fault(open_page, picture, path, scheme):
    page = open_page(color_scheme=scheme)
    visit(page, path, picture)
    found = Axe().run(page).response["violations"]
    serious = [v for v in found if v["impact"] in ("serious", "critical")]
    assert not serious, json.dumps([(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious], indent=1)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_small_phone(open_page, picture, path):
    page = open_page(viewport={"width": 320, "height": 640}, is_mobile=True)
    visit(page, path, picture)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/", "/images/{image}", "/generate/sdxl1.0-dreamshaper"])
def test_nothing_moves_while_the_page_loads(open_page, picture, path):
    page = open_page()
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shift += e.value; })
          .observe({ type: "layout-shift", buffered: true });"""
    )
    visit(page, path, picture)
    page.wait_for_load_state("networkidle") if path == "/" else page.wait_for_load_state("load")
    assert page.evaluate("window.shift") < 0.001


def test_a_faulty_form_keeps_everything_and_says_each_fault(open_page, site):
    page = open_page(java_script_enabled=False)
    page.goto("/generate/sdxl1.0-dreamshaper")
    page.locator("#field-prompt").fill("kept, with <b>tags</b> & \"quotes\"")
    page.get_by_label("Inference steps").fill("3")
    page.get_by_label("Width").fill("1001")
    page.get_by_label("Seed").fill("many")
    with page.expect_navigation() as navigation:
        page.get_by_role("button", name="Generate", exact=True).last.click()
    assert navigation.value.status == 400
    page.complaints[:] = [c for c in page.complaints if "400" not in c]
    expect(page.locator("#field-prompt")).to_have_value("kept, with <b>tags</b> & \"quotes\"")
    expect(page.get_by_label("Seed")).to_have_value("many")
    expect(page.locator(".notice.fault")).to_contain_text("3 things need another look")
    expect(page.locator("#field-num_inference_steps-help")).to_contain_text("can be 20 to 100, not 3")
    expect(page.locator("#field-img_width-help")).to_contain_text("1000 or 1008")


def test_every_button_of_the_form_works_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/generate/sdxl1.0-dreamshaper")
    page.locator("#field-prompt").fill("stays")
    page.get_by_role("button", name="Cinema").click()
    expect(page.get_by_label("Width")).to_have_value("1344")
    expect(page.get_by_role("button", name="Cinema")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Draw a seed now").click()
    assert page.get_by_label("Seed").input_value().isdigit()
    page.get_by_role("button", name="Random").click()
    expect(page.get_by_label("Seed")).to_have_value("")
    page.get_by_role("button", name="usual one").click()
    expect(page.get_by_label("Negative prompt")).not_to_have_value("")
    expect(page.locator("#field-prompt")).to_have_value("stays")


def test_another_model_says_what_does_not_fit(open_page, picture):
    page = open_page()
    page.goto(f"/images/{picture['image']}")
    page.locator("summary", has_text="Other model").click()
    page.get_by_role("link", name="NewReality Lightning").click()
    expect(page.get_by_label("Seed")).to_have_value("12")
    page.goto(f"/images/{picture['image']}")
    page.locator("summary", has_text="Other model").click()
    page.get_by_role("link", name="RealDream Lightning").click()
    expect(page.locator(".request")).to_contain_text(f"Picture {picture['image']}")


def test_typed_markup_is_shown_not_run(open_page, site):
    hostile = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script> {{prompt}} <!--context--> <!--frames-->"
    parameters = {"prompt": hostile, "negative_prompt": hostile, "seed": 3}
    _, made = site.post("/api/generations", {"model": "sdxl1.0-realdream-lightning", "parameters": parameters})
    image = wait(site, made["id"])["images"][0]["id"]
    page = open_page()
    for path in ["/", f"/images/{image}", f"/generations/{made['id']}", "/queue", f"/generate/sdxl1.0-realvis?from={image}"]:
        page.goto(path)
        assert page.locator("img[src=x]").count() == 0
    page.goto(f"/images/{image}")
    expect(page.locator(".prompt").first).to_have_text(hostile)


def test_the_theme_is_switched_and_remembered(open_page):
    for scripts in (True, False):
        page = open_page(color_scheme="light", java_script_enabled=scripts)
        page.goto("/models")
        button = page.get_by_role("button", name="Switch between light and dark")
        if scripts:
            with page.expect_response("**/theme"):
                button.click()
        else:
            button.click()
            page.wait_for_url("**/models")
        page.goto("/queue")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_held_key_asks_once(open_page, site, picture):
    page = open_page()
    page.goto(f"/images/{picture['image']}")
    before = len(site.get("/api/images?limit=200")["images"])
    for _ in range(3):
        page.keyboard.down("r")
    page.keyboard.up("r")
    page.wait_for_url("**/generations/*")
    expect(page.locator("[data-state=completed]")).to_be_visible()
    assert len(site.get("/api/images?limit=200")["images"]) == before + 1


def test_a_page_that_comes_back_listens_again(open_page, site):
    page = open_page()
    page.goto("/queue")
    page.goto("/models")
    page.go_back()
    site.post("/api/generations", {"model": "sdxl1.0-realvis", "parameters": {"prompt": "seen from the queue"}})
    expect(page.locator(".row", has_text="seen from the queue").locator(".word")).to_have_text("Done")


def test_styles_and_scripts_stay_small(site):
    with urllib.request.urlopen(site.address + "/") as page:
        html = page.read().decode()
    import re

    sizes = {".css": 0, ".js": 0}
    for address in re.findall(r'(?:href|src)="(/public/[^"]+)"', html):
        for ending in sizes:
            if ending in address:
                with urllib.request.urlopen(site.address + address) as asset:
                    sizes[ending] += len(asset.read())
    assert 0 < sizes[".css"] < 40_000
    assert 0 < sizes[".js"] < 60_000


def test_the_key_is_on_no_page(site, picture):
    for path in PAGES:
        try:
            with urllib.request.urlopen(site.address + path.format(**picture)) as page:
                text = page.read().decode()
        except urllib.error.HTTPError as error:
            text = error.read().decode()
        assert "a-key-that-no-page-shows" not in text
