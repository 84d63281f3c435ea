// Live fragments: an element with data-live listens to that address, and each event replaces the inside of the
// data-live-target of its name. Without events (or without scripts) the page stays as the server drew it.
import { announce } from "./announce.js";

for (const element of document.querySelectorAll("[data-live]")) {
  const source = new EventSource(element.dataset.live);
  const targets = [element, ...element.querySelectorAll("[data-live-target]")].filter((e) => e.dataset.liveTarget);
  for (const target of targets) {
    source.addEventListener(target.dataset.liveTarget, (event) => replace(target, event.data));
  }
  source.addEventListener("end", () => source.close());
  source.addEventListener("count", (event) => showCount(Number(event.data)));
  addEventListener("pagehide", () => source.close());
}

function replace(target, html) {
  const focused = target.contains(document.activeElement) ? keyOf(document.activeElement) : null;
  const before = target.querySelector("[data-state]")?.dataset.state;
  target.innerHTML = html;
  // What was under the hand stays under the hand.
  if (focused) [...target.querySelectorAll("a, button")].find((e) => keyOf(e) === focused)?.focus({ preventScroll: true });
  const state = target.querySelector("[data-state]");
  if (state && state.dataset.state !== before) {
    announce(state.querySelector("strong")?.textContent ?? "");
    document.dispatchEvent(new CustomEvent("state", { detail: state.dataset.state }));
  }
  target.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
}

const keyOf = (element) => element.getAttribute("href") ?? element.form?.getAttribute("action") ?? element.textContent;

function showCount(count) {
  for (const badge of document.querySelectorAll("[data-open-count]")) {
    badge.hidden = count === 0;
    badge.textContent = count || "";
  }
}
