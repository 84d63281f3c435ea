// Live fragments: an element with data-live listens to that address, and each event replaces the inside of the
// data-live-target of its name; a "piece" is elements that replace those of their ids. Without events (or without scripts) the page stays as the server drew it.
import { announce } from "./announce.js";

for (const element of document.querySelectorAll("[data-live]")) keepListening(element);

// A browser opens six connections to a house: pages out of sight give theirs back.
function keepListening(element) {
  const targets = [element, ...element.querySelectorAll("[data-live-target]")].filter((e) => e.dataset.liveTarget);
  let source = null;
  let isOver = false;
  const stop = () => { source?.close(); source = null; };
  const start = () => {
    if (source || isOver || document.hidden) return;
    source = new EventSource(element.dataset.live);
    for (const target of targets) {
      source.addEventListener(target.dataset.liveTarget, (event) => replaceSoon(target, event.data));
    }
    source.addEventListener("piece", (event) => replacePieces(event.data));
    source.addEventListener("standstill", (event) => showStandstill(event.data));
    source.addEventListener("count", (event) => showCount(Number(event.data)));
    source.addEventListener("end", () => { isOver = true; stop(); });
    // A refusal (a server on its way down) ends a source for good; a broken line it mends itself.
    source.addEventListener("error", () => {
      if (source?.readyState === EventSource.CLOSED) { stop(); setTimeout(start, 3000); }
    });
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", start);
  start();
}

// Nothing is replaced between a press and its release: the click would be lost.
let isPressed = false;
const waiting = new Map();
addEventListener("pointerdown", () => { isPressed = true; });
for (const end of ["pointerup", "pointercancel"]) {
  addEventListener(end, () => setTimeout(() => {
    isPressed = false;
    for (const act of waiting.values()) act();
    waiting.clear();
  }));
}

function replaceSoon(target, html) {
  if (isPressed) waiting.set(target, () => replace(target, html));
  else replace(target, html);
}

function replace(target, html) {
  const focused = target.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  const before = target.querySelector("[data-state]")?.dataset.state;
  target.innerHTML = html;
  // What was under the hand stays under the hand.
  if (focused) find(target, focused)?.focus({ preventScroll: true });
  const state = target.querySelector("[data-state]");
  if (state && state.dataset.state !== before) announce(state.querySelector("strong")?.textContent ?? "");
}

function replacePieces(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const piece of [...template.content.children]) {
    const old = document.getElementById(piece.id);
    if (!old) continue;
    // What is selected stays selected.
    const box = old.querySelector(".pick input");
    const fresh = piece.querySelector(".pick input");
    if (box?.checked && fresh) fresh.checked = true;
    if (isPressed) waiting.set(old, () => exchange(old, piece));
    else exchange(old, piece);
  }
}

function exchange(old, piece) {
  const focused = old.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  if (piece.dataset.state !== old.dataset.state) announce(piece.querySelector("strong")?.textContent ?? "");
  old.replaceWith(piece);
  if (focused) (find(piece, focused) ?? piece.querySelector("a, button"))?.focus({ preventScroll: true });
}

const find = (element, key) => [...element.querySelectorAll("a, button")].find((e) => keyOf(e) === key);
const keyOf = (element) => element.getAttribute("href") ?? element.form?.getAttribute("action") ?? element.textContent;

function showCount(count) {
  for (const badge of document.querySelectorAll("[data-open-count]")) {
    badge.hidden = count === 0;
    badge.textContent = count || "";
  }
}

// Told only when it is news: a live region that is filled anew is read out anew.
function showStandstill(html) {
  const place = document.querySelector("[data-standstill]");
  if (place && place.dataset.html !== html) {
    place.dataset.html = html;
    replaceSoon(place, html);
  }
}
