"""Pictures brought through the browser: dropped on the gallery, chosen on the page, with and without scripts."""

import base64
import contextlib
import json
import re
import struct
import zlib

import pytest
from playwright.sync_api import Error, expect


def png(prompt, shade=90):
    """A small PNG with AUTOMATIC1111's text."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    settings = f"Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: {shade}, Size: 24x16, Model: foreign, Version: v1.9"
    text = f"{prompt}\n{settings}"
    row = b"\0" + bytes([shade]) * 72
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 24, 16, 8, 2, 0, 0, 0))
        + chunk(b"tEXt", b"parameters\0" + text.encode("latin-1"))
        + chunk(b"IDAT", zlib.compress(row * 16))
        + chunk(b"IEND", b"")
    )


def drop(page, files):
    """Drops files on the middle of the page, as a file manager does."""
    given = [(name, base64.b64encode(content).decode(), type) for name, content, type in files]
    transfer = page.evaluate_handle(
        """(files) => {
            const transfer = new DataTransfer();
            for (const [name, content, type] of files) {
                const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
                transfer.items.add(new File([bytes], name, { type, lastModified: 1700000000000 }));
            }
            return transfer;
        }""",
        given,
    )
    for event in ["dragenter", "dragover"]:
        page.dispatch_event("main", event, {"dataTransfer": transfer})
    assert page.evaluate("document.body.hasAttribute('data-dropping')")
    page.dispatch_event("main", "drop", {"dataTransfer": transfer})
    assert not page.evaluate("document.body.hasAttribute('data-dropping')")


def test_pictures_dropped_on_the_gallery_are_shown_at_the_end(open_page, own_site):
    page = open_page(at=own_site)
    page.goto("/")
    expect(page.get_by_role("link", name="Bring pictures")).to_be_visible()
    files = [(f"fox {number}.png", png(f"a fox, number {number}", number), "image/png") for number in range(12)]
    drop(page, [*files, ("notes.txt", b"no picture", "text/plain")])
    panel = page.get_by_label("Pictures on their way")
    expect(panel).to_contain_text("12 brought, 1 no pictures.")
    panel.get_by_role("link", name="Show them").click()
    expect(page.locator(".frame")).to_have_count(12)
    assert page.locator(".frame img").first.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 24
    found = own_site.get("/api/images?q=fox+seed:7")["images"]
    assert [entry["prompt"] for entry in found] == ["a fox, number 7"]


def test_what_is_here_already_and_what_is_broken_is_said(open_page, own_site):
    page = open_page(at=own_site)
    page.goto("/import")
    whole = png("a hare")
    drop(page, [("hare.png", whole, "image/png")])
    panel = page.get_by_label("Pictures on their way")
    expect(panel).to_contain_text("1 brought.")
    # A refusal is an answer: the browser notes it on its console all the same.
    drop(page, [("again.png", whole, "image/png"), ("<i>cut</i>.png", whole[:-30], "image/png")])
    expect(panel).to_contain_text("0 brought, 1 already here, 1 did not come.")
    expect(panel.get_by_role("listitem")).to_have_text(
        "<i>cut</i>.png The picture is damaged or cut short and cannot be opened."
    )
    assert len(page.complaints) == 1 and "400" in page.complaints.pop()
    panel.get_by_role("link", name="Show them").click()
    expect(page).to_have_url(re.compile(r"/images/\d+$"))
    expect(page.get_by_text("a hare", exact=True)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_chosen_files_come_with_scripts_and_without(open_page, own_site, scripts):
    page = open_page(at=own_site, java_script_enabled=scripts)
    page.goto("/import")
    files = [{"name": f"{shade}.png", "mimeType": "image/png", "buffer": png("a pike", shade)} for shade in range(3)]
    page.get_by_label("Pictures", exact=True).set_input_files(files)
    page.get_by_role("button", name="Bring them").click()
    if scripts:
        expect(page.get_by_label("Pictures on their way")).to_contain_text("3 brought.")
    else:
        expect(page.get_by_role("status").filter(has_text="3 pictures brought")).to_be_visible()
    assert len(own_site.get("/api/images?q=pike")["images"]) == 3


def test_it_can_be_stopped_and_goes_on_with_what_is_missing(open_page, own_site):
    page = open_page(at=own_site)
    page.goto("/import")
    # Every second picture waits for the test.
    held = []
    page.route("**/api/import*", lambda route: held.append(route))
    files = [(f"{shade}.png", png("a carp", shade), "image/png") for shade in range(20)]
    drop(page, files)
    page.wait_for_function("document.querySelector('.bringing progress')")
    while len(held) < 2:
        page.wait_for_timeout(10)
    assert len(held) == 2, "two are on their way at a time"
    for route in held[:2]:
        route.continue_()
    panel = page.get_by_label("Pictures on their way")
    expect(panel).to_contain_text("2 of 20")
    panel.get_by_role("button", name="Stop").click()
    expect(panel).to_contain_text("Stopped. 2 brought.")
    # What was on its way when it was stopped never arrives; the page may have given it up by itself.
    for route in held[2:]:
        with contextlib.suppress(Error):
            route.abort()
    page.unroute_all(behavior="ignoreErrors")
    drop(page, files)
    expect(panel).to_contain_text("18 brought, 2 already here.")
    assert len(own_site.get("/api/images?q=carp")["images"]) == 20


def test_another_site_s_page_brings_nothing(own_site, browser):
    context = browser.new_context(base_url=own_site.address)
    answer = context.request.post("/api/import?name=a.png", data=png("a spy"), headers={"Origin": "http://elsewhere"})
    assert answer.status == 403
    context.close()
    assert json.dumps(own_site.get("/api/images?q=spy")["images"]) == "[]"
