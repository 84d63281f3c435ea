// Opens the lightbox over a page, from a frame of the gallery (Space) or from the picture's own page, and leads back.
// Its address is a page of its own, which the server draws alike: there it only comes to life.

import { frameOf } from "./frame-marks.js";

const isView = () => /^\/images\/\d+\/view$/.test(location.pathname);
const drawn = document.querySelector("main > [data-lightbox]");
const opener = document.querySelector("[data-lightbox-open]");
const bring = () => import("./lightbox/viewer.js");
let over = null;
let isOpening = false;

if (drawn) {
  bring().then(({ Viewer }) => new Viewer(drawn, new URL(location.href), (viewer) => {
    if (viewer.isOver) return;
    viewer.end();
    sessionStorage.setItem("seen", viewer.id);
    // It was opened over a page and loaded anew since: back to that page.
    if (history.state?.lightbox) history.back();
    else location.href = viewer.address.of(viewer.id);
  }));
}

async function open(url, from) {
  if (over || isOpening) return;
  isOpening = true;
  try {
    const [{ Viewer }, answer] = await Promise.all([bring(), fetch(url)]);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const section = document.importNode(page.querySelector("[data-lightbox]"), true);
    const dialog = document.createElement("dialog");
    dialog.className = "over";
    dialog.setAttribute("aria-label", "Lightbox");
    dialog.append(section);
    document.body.append(dialog);
    if (from) history.pushState({ lightbox: true }, "", url);
    over = { dialog, from, title: document.title };
    dialog.showModal();
    over.viewer = new Viewer(section, url, leave);
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(over.viewer); });
  } catch {
    // Its page says what is wrong.
    location.href = url;
  } finally {
    isOpening = false;
  }
}

function leave(viewer) {
  if (viewer.isOver) return;
  viewer.end();
  const own = Number(opener?.pathname.split("/")[2]);
  if (opener ? own === viewer.id : frameOf(viewer.id)) return history.back();
  // The picture is not on this page: to the page where it is.
  sessionStorage.setItem("seen", viewer.id);
  location.replace(opener ? viewer.address.of(viewer.id) : viewer.address.gallery(viewer.reel?.beside(-1)));
}

function close() {
  const { dialog, viewer, from, title } = over;
  over = null;
  viewer.end();
  dialog.close();
  dialog.remove();
  document.title = title;
  focus(frameOf(viewer.id) ?? from);
}

function focus(link) {
  link?.focus({ preventScroll: true });
  link?.scrollIntoView({ block: "nearest" });
}

addEventListener("popstate", () => {
  // The entry of the page that it was opened over belongs to this document by now.
  if (drawn) { if (!isView()) location.reload(); return; }
  if (isView() && !over) open(new URL(location.href), null);
  else if (!isView() && over) close();
});

// Back in the gallery, the frame that was last seen has the focus.
addEventListener("pageshow", () => {
  const seen = sessionStorage.getItem("seen");
  if (!seen || drawn) return;
  sessionStorage.removeItem("seen");
  focus(frameOf(seen));
});

if (!drawn) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.defaultPrevented || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || over) return;
    const { target } = event;
    const isFree = target === document.body || target.matches("main");
    const link = target.closest(".frame > a") ?? (isFree ? document.querySelector(".frame > a:hover") : null)
      ?? (isFree || target === opener ? opener : null);
    if (!link) return;
    event.preventDefault();
    open(viewOf(link), link);
  });
  opener?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(viewOf(opener), opener);
  });
  // The scripts come while the hand is on its way.
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.closest?.(".frame > a, [data-lightbox-open]")) bring();
    }, { passive: true });
  }
}

function viewOf(link) {
  const url = new URL(link.href);
  if (!url.pathname.endsWith("/view")) url.pathname += "/view";
  return url;
}
