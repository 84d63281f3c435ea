// What the viewer shows, as its address says it; the server reads and writes the same (ViewerAddress.swift).
import { read, written } from "../lightbox/place.js";

const modes = ["side", "slider", "blink", "onion", "difference", "heat"];
const gains = [1, 4, 16];
const paces = [0, 0.5, 1, 2];

export class State {
  // `frames` are the pictures in their order; `query` is the address' own.
  constructor(frames, query) {
    this.frames = frames;
    const fields = new URLSearchParams(query);
    const frame = (name) => frames.find(({ id }) => id === Number(fields.get(name)));
    const one = (name, known, usual) => (known.includes(Number(fields.get(name))) ? Number(fields.get(name)) : usual);
    const share = (name) => Math.min(Math.max(parseFloat(fields.get(name) ?? 0.5) || 0, 0), 1);
    this.mode = modes.includes(fields.get("mode")) ? fields.get("mode") : "side";
    this.place = read(query);
    this.at = share("at");
    this.opacity = share("opacity");
    this.gain = one("gain", gains, 1);
    this.every = one("every", paces, 0);
    this.isInTurn = fields.get("turn") === "all";
    this.choose(frame("a") ?? frames[0], frame("b"));
    this.shown = this.turn.find(({ id }) => id === frame("shown")?.id) ?? this.a;
  }

  get #second() { return this.frames.find((frame) => frame !== this.a) ?? this.a; }

  // A pair; where one is chosen for both, the two change places.
  choose(a, b) {
    const before = this.a;
    this.a = a;
    this.b = b && b !== a ? b : before && before !== a ? before : this.#second;
    if (!this.turn.includes(this.shown)) this.shown = this.a;
  }

  // Those that blink.
  get turn() { return this.isInTurn ? this.frames : [this.a, this.b]; }

  next(direction = 1) {
    const { turn } = this;
    this.shown = turn[(turn.indexOf(this.shown) + direction + turn.length) % turn.length];
  }

  // To the next of a field's values, or so far along its range.
  step(direction) {
    const nudge = (value) => Math.min(Math.max(Math.round((value + direction * 0.05) * 100) / 100, 0), 1);
    if (this.mode === "slider") this.at = nudge(this.at);
    else if (this.mode === "onion") this.opacity = nudge(this.opacity);
    else if (this.mode === "blink") this.next(direction);
    else if (this.isPainted) this.gain = gains[Math.min(Math.max(gains.indexOf(this.gain) + direction, 0), 2)];
    else return false;
    return true;
  }

  // Whether what is shown is painted by the server.
  get isPainted() { return this.mode === "difference" || this.mode === "heat"; }

  get painted() {
    const look = this.mode === "heat" ? "heat" : "absolute";
    return `/differences/${this.a.sha256}/${this.b.sha256}?as=${look}&gain=${this.gain}`;
  }

  // `ground` is the page's own.
  address(ground) {
    const fields = [`ids=${this.frames.map(({ id }) => id).join(",")}`];
    const add = (name, value, usual) => { if (value !== usual) fields.push(`${name}=${value}`); };
    add("mode", this.mode, "side");
    add("a", this.a.id, this.frames[0].id);
    add("b", this.b.id, this.#second.id);
    if (this.mode === "blink") add("shown", this.shown.id, this.a.id);
    if (this.isInTurn) fields.push("turn=all");
    add("gain", this.gain, 1);
    if (this.place) fields.push(written(this.place).slice(1));
    add("at", this.at, 0.5);
    add("opacity", this.opacity, 0.5);
    add("every", this.every, 0);
    add("ground", ground, "");
    return `/compare?${fields.join("&")}`;
  }
}
