"""What people and files say is text, wherever it is shown: nothing that is written anywhere runs, loads or leads away.

A page to look at is a line in PAGES, a place that stores words a line in `fill`, a trick a line in TRICKS.
"""

import json
import pathlib
import re
import struct
import urllib.error
import urllib.parse
import urllib.request
import zipfile
import zlib

import pytest
from playwright.sync_api import expect

# Each marks what it makes with a `hostile` class where it can, so that the DOM tells of it though nothing ran.
TRICKS = [
    "<script class=hostile>alert(1)</script>",
    "\"><img class=hostile src=x onerror=alert(1)>",
    "'><img class=hostile src=//evil.example/a.png>",
    "javascript:alert(1)",
    "{{constructor}}",
    "{{{.}}}{{>layout}}",
    "${alert(1)}",
    "</title><svg class=hostile onload=alert(1)>",
    "</textarea></script></style><b class=hostile>b</b>",
    "' onmouseover='alert(1)' autofocus onfocus='alert(1)",
    "\" style=\"background:url(//evil.example/b.png)\" class=\"hostile",
    "<style class=hostile>@import '//evil.example/c.css';*{background:url(//evil.example/d.png)}</style>",
    "<svg class=hostile><a xlink:href=\"javascript:alert(1)\"><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<math class=hostile><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<iframe class=hostile srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<base class=hostile href=//evil.example/><meta class=hostile http-equiv=refresh content=\"0;url=//evil.example\">",
    "<form class=hostile action=//evil.example><button formaction=javascript:alert(1)>go",
    "--><b class=hostile>b</b><!--",
    "&lt;b class=hostile&gt;&#60;b class=hostile&#62;",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/e",
    "a\u202egnp.exe\u2066\u200f",
    "%3Cscript%3Ealert(1)%3C/script%3E",
]
EVERYTHING = " ".join(TRICKS)
# In a prompt that is sent, a field without a value is asked for, and ${ is refused.
PROMPT = EVERYTHING.replace("{{constructor}}", "{{constructor=__proto}}").replace("${", "$(")

# What the places are called that the pages below show.
STORED = [
    "/", "/?order=oldest", "/?q=hostile", "/images/{image}", "/images/{image}/view", "/images/{foreign}",
    "/images/{foreign}/view", "/images/{foreign}/panel", "/images/{image}/panel", "/generations/{generation}",
    "/generations/{failed}", "/queue", "/generate/sdxl1.0-dreamshaper?from={image}",
    "/generate/sdxl1.0-dreamshaper?from={foreign}", "/generate/sdxl1.0-dreamshaper?prompt={prompt}", "/spending",
    "/models", "/models/sdxl1.0-dreamshaper", "/vote", "/vote?from={collection}", "/ranking", "/compare",
    "/comparisons/{comparison}", "/comparisons/{comparison}?by=model", "/compare?ids={image},{foreign}",
    "/compare/new?prompt={prompt}", "/drifts", "/prompts", "/prompts/new?image={image}", "/prompts/new?image={foreign}",
    "/prompts/{prompt}", "/prompts/{prompt}/edit", "/prompts/{prompt}/versions/1", "/prompts/{prompt}/compare",
    "/prompts/carry", "/collections", "/collections/{collection}", "/collections/{smart}", "/tags", "/activity",
    "/activity?by={trick}", "/jobs", "/trash", "/wildcards", "/wildcards/{list}", "/styles", "/styles/{style}",
    "/import", "/settings", "/account", "/search", "/compare/new",
]
# What is echoed: every trick in turn in every one of these.
ECHOED = {
    "/": ["q", "model", "order", "back", "from", "month", "person", "before", "after", "on", "rows", "did", "tag"],
    "/search": ["q", "back"], "/search/apply": ["q", "model", "order", "back"],
    "/images/{image}": ["q", "order", "back", "from", "did", "saved"],
    "/images/{image}/view": ["q", "order", "from", "back", "slideshow", "in"],
    "/images/{image}/panel": ["q", "order", "tab"],
    "/generate": ["from", "prompt", "back"], "/generate/sdxl1.0-dreamshaper": ["from", "prompt", "image", "words"],
    "/compare": ["ids", "mode", "gain", "hide", "columns", "back", "turn"],
    "/compare/new": ["prompt", "model", "from", "axes"],
    "/comparisons/{comparison}": ["rows", "columns", "by", "size", "details", "hide", "back"],
    "/prompts": ["q", "tag", "order", "before", "after", "model", "trashed", "deleted"],
    "/prompts/new": ["image", "example", "q"], "/prompts/{prompt}": ["q", "done", "by", "saved"],
    "/prompts/{prompt}/compare": ["from", "to", "against", "version", "on"],
    "/collections": ["q", "deleted"], "/collections/new": ["q", "search", "back"],
    "/collections/{collection}": ["order", "before", "after", "q", "did", "back"],
    "/tags": ["q", "saved", "did", "order"], "/activity": ["by", "what", "before", "month", "person", "on"],
    "/spending": ["month", "person", "model", "by", "since"], "/trash": ["before", "did", "deleted"],
    "/wildcards": ["q", "deleted", "saved"], "/wildcards/new": ["name", "q"], "/styles": ["q", "deleted"],
    "/vote": ["from", "q", "model", "did", "on", "by"], "/ranking": ["q", "model", "from", "by"],
    "/queue": ["back", "done", "before"], "/drifts": ["did", "before"], "/jobs": ["before"], "/import": ["done", "did"],
    "/account": ["saved", "back", "done"], "/settings": ["saved", "looked", "done"],
    "/no-such-page": ["q"], "/login": ["back"],
}
# What a page with something written on it has none of.
LOOK = """() => {
    const found = [...document.querySelectorAll(".hostile")].map((element) => element.outerHTML);
    for (const element of document.querySelectorAll("*")) {
        for (const { name, value } of element.attributes) {
            const leads = ["href", "src", "action", "formaction", "xlink:href", "srcset", "poster", "data", "content"];
            const isBad = name.startsWith("on") || name === "srcdoc"
                || (leads.includes(name) && element.tagName !== "OPTION"
                    && /^\\s*(javascript:|data:text|(https?:)?[\\\\/]{2}evil)|;\\s*url=.*evil/i.test(value));
            if (isBad) found.push(`${name} of ${element.outerHTML.slice(0, 300)}`);
        }
    }
    const isData = (script) => script.type === "application/json";
    for (const script of document.scripts) if (!script.src && !isData(script)) found.push(script.outerHTML);
    return found;
}"""


def png(texts, shade=90):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    written = b"".join(chunk(b"iTXt", key.encode() + b"\0\0\0\0\0" + text.encode()) for key, text in texts.items())
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 24, 16, 8, 2, 0, 0, 0)) + written
        + chunk(b"IDAT", zlib.compress((b"\0" + bytes([shade]) * 72) * 16)) + chunk(b"IEND", b"")
    )


def fill(house):
    """Writes the tricks into every place that keeps words; returns what the pages are called."""
    person = urllib.parse.quote("<img src=x onerror=alert(1)>", safe="")

    def send(path, data, type):
        fields = {"Content-Type": type, "Cookie": f"person={person}"}
        request = urllib.request.Request(house.address + path, data, fields)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.read(), answer.url
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path} {data!r:.300}: {error.code} {error.read().decode()[-1500:]}") from None

    def post(path, body):
        return json.loads(send(path, json.dumps(body).encode(), "application/json")[0])

    def form(path, fields):
        return send(path, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded")[1]

    def wait(generation):
        with urllib.request.urlopen(f"{house.address}/generations/{generation}/events", timeout=20) as events:
            assert any(line.strip() == b"event: end" for line in events)
        return house.get(f"/api/generations/{generation}")

    names = {"trick": urllib.parse.quote(TRICKS[1], safe="")}
    for trick in TRICKS:
        text = trick.replace("${", "$(")
        form("/styles/new", {"name": trick[:100], "prompt": text, "negative_prompt": text})
    form("/wildcards/new", {"name": "hostile", "text": "\n".join(TRICKS)})
    names["list"], names["style"] = 1, 2
    parameters = {"prompt": PROMPT, "negative_prompt": PROMPT, "seed": 5}
    made = post("/api/generations", {"model": "sdxl1.0-dreamshaper", "parameters": parameters})
    names["generation"], names["image"] = made["id"], wait(made["id"])["images"][0]["id"]
    failing = {"prompt": f"sandbox:fail {PROMPT}"}
    names["failed"] = post("/api/generations", {"model": "sdxl1.0-dreamshaper", "parameters": failing})["id"]
    wait(names["failed"])

    settings = json.dumps(TRICKS[1]) + ", Seed: 7, Size: 24x16, Model: " + json.dumps(TRICKS[0])
    brought = []
    for number, trick in enumerate(TRICKS):
        infotext = f"{EVERYTHING if number == 0 else trick}\nNegative prompt: {trick}\nSteps: 20, Sampler: {settings}"
        picture = png({"parameters": infotext, "Title": trick, "Software": trick}, number)
        name = urllib.parse.urlencode({"name": f"{trick}/{trick}.png"})
        brought.append(json.loads(send(f"/api/import?{name}", picture, "image/png")[0])["image"])
    names["foreign"] = brought[0]

    for number, trick in enumerate(TRICKS):
        image = brought[number]
        post("/api/selection", {"ids": [image], "action": "tag", "value": trick.replace(",", " ")[:60]})
        form(f"/images/{image}/note", {"note": trick})
    form(f"/images/{names['image']}/note", {"note": EVERYTHING})
    post("/api/selection", {"ids": brought[:3], "action": "rate", "value": 5})
    for trick in TRICKS[1:]:
        post("/api/collections", {"name": trick[:80], "description": EVERYTHING, "ids": brought[:2]})
    everything = {"name": TRICKS[0], "description": EVERYTHING, "ids": [names["image"], *brought]}
    names["collection"] = post("/api/collections", everything)["id"]
    names["smart"] = post("/api/collections", {"name": "Smart", "search": "\"class hostile\""})["id"]

    text = PROMPT
    names["prompt"] = post("/api/prompts", {"title": TRICKS[7], "text": text, "tags": [TRICKS[1]]})["id"]
    again = {"version": 1, "title": TRICKS[1], "text": text + " more", "message": TRICKS[0], "notes": EVERYTHING,
             "tags": f"{TRICKS[0]}, {TRICKS[9]}", "negative_prompt": text}
    form(f"/prompts/{names['prompt']}/edit", again)
    for trick in TRICKS:
        post("/api/prompts", {"title": trick, "text": trick})
    compared = post("/api/comparisons", {"prompt": PROMPT, "models": ["sdxl1.0-dreamshaper", "sdxl1.0-realvis"]})
    for cell in compared["cells"]:
        wait(cell["generation_id"])
    names["comparison"] = compared["id"]
    form(f"/comparisons/{names['comparison']}/describe", {"name": TRICKS[1], "tags": TRICKS[0]})
    drifting = form("/drifts", {"ids": names["image"], "name": TRICKS[0], "sure": "yes"})
    names["drift"] = drifting.rsplit("/", 1)[1]
    post("/api/selection", {"ids": brought[-2:], "action": "trash"})
    return names


@pytest.fixture(scope="module")
def hostile(house_of):
    with house_of(latency="0.05") as served:
        yield served, fill(served)


def look(page, answer):
    """What must not be on a page, or must not come with one."""
    assert page.evaluate(LOOK) == [], answer.url
    assert answer.headers["x-content-type-options"] == "nosniff"


def refused(page):
    """A page that says no says so in the browser's console, too; that is no fault of it."""
    said = [f"the server responded with a status of {status}" for status in (400, 401, 404, 409)]
    page.complaints[:] = [c for c in page.complaints if not any(word in c for word in said)]


@pytest.mark.parametrize("path", STORED + ["/drifts/{drift}"])
def test_what_is_stored_is_shown_as_text(open_page, hostile, path):
    house, names = hostile
    page = open_page(at=house)
    answer = page.goto(path.format(**names))
    assert answer.status == 200
    page.wait_for_load_state("networkidle") if "queue" not in path else None
    # Whatever waits for a pointer or for the focus gets it.
    page.evaluate("""() => document.querySelectorAll("main *").forEach((element) => {
        element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
        if (element.matches("details")) element.open = true;
    })""")
    look(page, answer)
    if "panel" in path:
        # A part of a page names no icon: the browser asks for one by itself, and there is none.
        refused(page)


@pytest.mark.parametrize("path", ECHOED)
def test_what_is_in_the_address_is_shown_as_text(open_page, hostile, request, path):
    house, names = hostile
    page = open_page(at=house)
    # In the long run each trick with every name, else each name with two of them.
    rounds = len(TRICKS) if request.config.getoption("--long", default=False) else 2
    for turn in range(rounds):
        query = {name: TRICKS[(place * rounds + turn) % len(TRICKS)] for place, name in enumerate(ECHOED[path])}
        answer = page.goto(f"{path.format(**names)}?{urllib.parse.urlencode(query)}")
        assert answer.status < 500, answer.url
        look(page, answer)
        refused(page)


@pytest.mark.parametrize("what", ["collections/{collection}", "comparisons/{comparison}"])
def test_a_page_that_was_taken_home_shows_text(browser, hostile, tmp_path, what):
    house, names = hostile
    archive = tmp_path / "offline.zip"
    urllib.request.urlretrieve(f"{house.address}/{what.format(**names)}/offline", archive)
    with zipfile.ZipFile(archive) as zip:
        for name in zip.namelist():
            assert not name.startswith("/") and ".." not in pathlib.PurePosixPath(name).parts and "\\" not in name
        zip.extractall(tmp_path)
    [start] = list(tmp_path.rglob("index.html"))
    context = browser.new_context()
    page, complaints = context.new_page(), []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.on("dialog", lambda d: (complaints.append(f"dialog {d.message}"), d.dismiss()))
    page.on("request", lambda r: complaints.append(r.url) if not r.url.startswith(tmp_path.as_uri()) else None)
    page.goto(start.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((element) => (element.open = true))")
    assert [found for found in page.evaluate(LOOK) if not found.startswith("<script")] == []
    assert complaints == []
    context.close()


@pytest.mark.parametrize("number", range(0, len(TRICKS), 4))
def test_names_of_people_and_tokens_are_text(open_page, closed, number):
    # As long as a name may be.
    trick = TRICKS[number][:40].strip()
    if not any(trick == name for name in closed.__dict__.setdefault("tricks", [])):
        closed.add_person(trick, "administrator")
        closed.tricks.append(trick)
    page = open_page(closed)
    page.goto("/login")
    page.get_by_label("Name").fill(trick)
    page.get_by_label("Password").fill(closed.password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login" not in url)
    page.goto("/account")
    page.locator("#tokens").get_by_label("Name").fill(trick)
    page.get_by_role("button", name="Make a token").click()
    expect(page.locator(".once code")).to_be_visible()
    page.goto("/users")
    page.get_by_label("Whom you invite").fill(trick)
    page.get_by_role("button", name="Make a link").click()
    link = page.locator(".once code").text_content()
    for path in ["/account", "/users", "/record", f"/record?{urllib.parse.urlencode({'q': trick})}", "/", link]:
        look(page, page.goto(path))
