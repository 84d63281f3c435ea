// The viewer: two to nine pictures beside or over each other, at the same place of each, all of it in the address.
import { announce } from "./announce.js";
import { Bar } from "./lightbox/address.js";
import { keyboard } from "./viewer/keyboard.js";
import { Pile } from "./viewer/pile.js";
import { Spread } from "./viewer/spread.js";
import { State } from "./viewer/state.js";

const page = document.querySelector("[data-viewer]");
const root = document.documentElement;
const frames = [...page.querySelectorAll("[data-frame]")].map(({ dataset }) => ({
  ...dataset, id: Number(dataset.frame), width: Number(dataset.width), height: Number(dataset.height),
}));

class Viewer {
  #bar = new Bar();
  #asked = new AbortController();

  constructor() {
    this.state = new State(frames, location.search);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.state.every = 0;
    const { ground } = page.dataset;
    if (ground) root.dataset.ground = ground;
    // From here on the ground is the page's: one key turns it (ground.js).
    delete page.dataset.ground;
    new MutationObserver(() => this.show()).observe(root, { attributes: true, attributeFilter: ["data-ground"] });
    this.lay();
    this.draw();
    this.#startClock();
    keyboard(this);
    page.addEventListener("click", (event) => this.#press(event));
    page.addEventListener("input", (event) => this.#set(event.target));
    document.addEventListener("visibilitychange", () => this.#startClock());
  }

  get table() { return this.layout.table; }

  find(selector) { return page.querySelector(selector); }

  // Lays the pictures out anew: another way of looking, or another pair.
  lay() {
    const { state } = this;
    const stage = this.find("[data-viewer-stage]");
    const { place } = state;
    const onplace = (now) => { state.place = now; this.show(); };
    this.layout?.end();
    this.layout = state.mode === "side"
      ? new Spread(stage, frames, state.a, onplace)
      : new Pile(stage, state, {
        onplace,
        onmove: (at) => { state.at = Math.round(at * 1000) / 1000; this.draw(); },
        onturn: (direction) => this.turn(direction),
      });
    this.layout.to(place);
  }

  // Draws what the state says around the pictures, and on them.
  draw() {
    const { state } = this;
    page.dataset.mode = state.mode;
    for (const link of page.querySelectorAll("[data-to]")) {
      current(link, link.dataset.to === state.mode);
      if (link.dataset.to === state.mode) reveal(link);
    }
    for (const link of page.querySelectorAll("[data-gain]")) current(link, Number(link.dataset.gain) === state.gain);
    for (const tools of page.querySelectorAll("[data-for]")) tools.hidden = !tools.dataset.for.split(" ").includes(state.mode);
    for (const field of page.querySelectorAll("[data-field]")) field.value = state[field.dataset.field];
    for (const [index, item] of [...page.querySelectorAll("[data-frame]")].entries()) {
      for (const link of item.querySelectorAll("[data-letter]")) current(link, state[link.dataset.letter] === frames[index]);
      item.toggleAttribute("data-shown", state.mode === "blink" && state.shown === frames[index]);
    }
    this.find("[data-turn]")?.setAttribute("aria-pressed", state.isInTurn);
    this.layout.draw?.();
    this.show();
  }

  // The address and the figure of the zoom follow what is seen.
  show() {
    if (!this.layout) return;
    const percent = `${Math.round(this.table.z * 100)} %`;
    this.find("[data-zoom=toggle]").textContent = this.state.place ? percent : `Fit ${percent}`;
    this.#bar.show(this.state.address(root.dataset.ground ?? ""));
  }

  to(mode) {
    this.state.mode = mode;
    this.#change();
    announce(this.find(`[data-to="${mode}"]`).textContent);
  }

  // The picture of a number in the row, as A or as B.
  pick(index, isOne) {
    const frame = frames[index];
    if (!frame) return;
    const { a, b } = this.state;
    if (isOne) this.state.choose(frame, frame === b ? a : b);
    else if (frame === a) this.state.choose(b, a);
    else this.state.choose(a, frame);
    this.#change();
    announce(`A is picture ${this.state.a.id}, B is picture ${this.state.b.id}`);
  }

  swap() { this.pick(frames.indexOf(this.state.b), true); }

  step(direction) {
    if (!this.state.step(direction)) return false;
    this.#told();
    if (this.state.isPainted) this.#renew();
  }

  // The next that blinks; elsewhere nothing turns.
  turn(direction) {
    if (this.state.mode !== "blink") return false;
    this.state.next(direction);
    this.#told();
    this.#startClock();
  }

  #told() {
    this.draw();
    if (this.state.mode === "blink") announce(`Picture ${this.state.shown.id}`);
  }

  toggleClock() {
    if (this.state.mode !== "blink") return false;
    this.state.every = this.state.every ? 0 : 1;
    this.#startClock();
    this.draw();
  }

  // Nobody looks at a tab in the background.
  #startClock() {
    clearInterval(this.clock);
    const { mode, every } = this.state;
    if (mode !== "blink" || !every || document.hidden) return;
    this.clock = setInterval(() => { this.state.next(); this.draw(); }, every * 1000);
  }

  #change() {
    this.lay();
    this.draw();
    this.#startClock();
    this.#renew();
  }

  // The figures and the table beneath, as the server draws them for this address.
  async #renew() {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const answer = await fetch(this.state.address(""), { signal });
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of ["[data-viewer-says]", "[data-viewer-facts]"]) {
        const html = drawn.querySelector(part).innerHTML;
        if (this.find(part).innerHTML !== html) this.find(part).innerHTML = html;
      }
    } catch {
      if (!signal.aborted) announce("What they differ in did not come; try again");
    }
  }

  #set(field) {
    const name = field.dataset.field;
    if (!name) return;
    this.state[name] = Number(field.value);
    this.draw();
    if (name === "every") this.#startClock();
  }

  #press(event) {
    const kinds = ["to", "letter", "zoom", "gain", "next", "turn"];
    const target = event.target.closest(kinds.map((kind) => `[data-${kind}]`).join());
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { to, letter, zoom, gain, next, turn } = target.dataset;
    if (to) this.to(to);
    else if (letter) this.pick(frames.findIndex(({ id }) => id === Number(target.closest("[data-frame]").dataset.frame)), letter === "a");
    else if (zoom === "toggle") this.table.toggle();
    else if (zoom) this.table.step(Number(zoom));
    else if (gain) { this.state.gain = Number(gain); this.draw(); this.#renew(); }
    else if (next !== undefined) this.turn(1);
    else if (turn !== undefined) { this.state.isInTurn = !this.state.isInTurn; this.#change(); }
  }
}

function current(link, isCurrent) {
  if (isCurrent) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}

// On a narrow screen the row of modes is longer than the screen; only the row moves.
function reveal(link) {
  const [row, place] = [link.parentElement, link.getBoundingClientRect()];
  const { left, right } = row.getBoundingClientRect();
  if (place.left < left) row.scrollLeft -= left - place.left;
  else if (place.right > right) row.scrollLeft += place.right - right;
}

if (frames.length > 1) new Viewer();
