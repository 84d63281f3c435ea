// The lightbox at work: one picture on the table, its neighbours along the film, all of it in the address.
import { announce } from "../announce.js";
import { Address } from "./address.js";
import { Darkroom } from "./darkroom.js";
import { hands } from "./hands.js";
import { idle } from "./idle.js";
import { keyboard } from "./keyboard.js";
import { Panel } from "./panel.js";
import { read } from "./place.js";
import { Reel } from "./reel.js";
import { Slideshow } from "./slideshow.js";
import { Strip } from "./strip.js";
import { Table } from "./table.js";

// Binds the server's drawing of a lightbox at an address. `leave(viewer)` is asked to close it.
export class Viewer {
  constructor(section, url, leave) {
    this.section = section;
    this.leave = () => leave(this);
    this.address = new Address(url.search);
    this.darkroom = new Darkroom();
    this.id = Number(section.dataset.image);
    this.table = new Table(this.find("[data-table]"));
    this.strip = new Strip(this.find("[data-strip]"));
    this.panel = new Panel(this.find("[data-panel]"));
    this.slideshow = new Slideshow(() => this.step(1), () => this.drawShow());
    this.hasDetails = !this.panel.element.hidden;
    if (this.hasDetails) this.panel.id = this.id;
    this.listening = new AbortController();
    this.first = this.begin(url);
  }

  find(selector) { return this.section.querySelector(selector); }

  async begin(url) {
    this.surroundings = idle(this.section);
    hands(this.table, { swipe: (direction) => this.step(direction), tap: this.surroundings.toggle });
    keyboard(this, this.listening.signal);
    this.section.addEventListener("click", (event) => this.press(event));
    this.find("[data-pace] select").addEventListener("change", (event) => this.slideshow.start(Number(event.target.value)));
    this.section.addEventListener("lightbox:gone", (event) => this.remove(event.detail.id));
    addEventListener("hashchange", () => this.table.to(read(location.hash)), { signal: this.listening.signal });
    this.reel = await Reel.of(this.id, this.address.context);
    const drawn = this.find("[data-sheet] img");
    this.table.show(this.reel.current, drawn, true);
    this.table.to(read(url.hash));
    this.table.onchange = () => this.placed();
    const seconds = Number(new URLSearchParams(url.search).get("slideshow"));
    this.show(drawn.complete && drawn.naturalWidth > 0);
    if (seconds > 0) this.slideshow.start(seconds);
  }

  // Goes on by one; false at the end.
  async step(direction) {
    await this.first;
    const asked = this.reel.current.id;
    if (!this.reel.beside(direction)) await this.reel.extend(direction);
    // Two presses wait for the same answer; the second one counts from where the first has led.
    if (this.isOver || !(await this.reel.step(direction))) {
      if (!this.isOver && this.reel.current.id === asked) announce(direction > 0 ? "The last picture" : "The first picture");
      return false;
    }
    this.direction = direction;
    this.show();
    return true;
  }

  async to(id) {
    await this.first;
    if (this.reel.to(id)) this.show();
  }

  remove(id) {
    const wasShown = this.reel.current.id === id;
    this.reel.remove(id);
    if (this.reel.current.id === id) this.leave();
    else if (wasShown) this.show();
    else this.strip.draw(this.reel, (frame) => this.address.of(frame, this));
  }

  // Shows the current frame; `isDrawn` when it is on the table already.
  async show(isDrawn = false) {
    const frame = this.reel.current;
    this.id = frame.id;
    this.section.dataset.image = frame.id;
    const picture = this.darkroom.develop(frame.url);
    if (!isDrawn) this.table.show(frame, picture.image, picture.isReady);
    this.describe(frame);
    this.placed();
    this.section.dispatchEvent(new CustomEvent("lightbox:shown", { bubbles: true, detail: { id: frame.id } }));
    this.darkroom.keep([frame, this.reel.beside(-1), this.reel.beside(1)].filter(Boolean).map(({ url }) => url));
    try {
      await picture.ready;
    } catch {
      if (this.id === frame.id) announce(`The file of picture ${frame.id} cannot be shown`);
    }
    if (this.isOver || this.id !== frame.id) return;
    if (!isDrawn && picture.isReady) this.table.complete(picture.image);
    this.section.dataset.ready = frame.id;
    this.slideshow.arm();
    await this.prepare();
  }

  // The neighbours, the one ahead first, and more of the film.
  async prepare() {
    const ahead = this.direction ?? 1;
    for (const direction of [ahead, -ahead]) {
      if (this.reel.isShort(direction)) await this.reel.extend(direction).catch(() => {});
      if (this.isOver) return;
      const frame = this.reel.beside(direction);
      if (frame) this.darkroom.develop(frame.url);
    }
    this.drawFilm();
  }

  describe(frame) {
    for (const [name, text] of [["number", frame.id], ["seed", frame.seed ?? ""], ["model", frame.model_name], ["prompt", frame.prompt]]) {
      this.find(`[data-${name}]`).textContent = text;
    }
    document.title = `Picture ${frame.id} · Contactsheet`;
    announce(`Picture ${frame.id}, ${frame.model_name}: ${frame.prompt}`);
    if (this.hasDetails) this.panel.show(frame.id);
    else this.panel.hide();
    this.drawFilm();
  }

  drawFilm() {
    this.strip.draw(this.reel, (id) => this.address.of(id, this));
    for (const link of this.section.querySelectorAll("[data-step]")) {
      const direction = Number(link.dataset.step);
      const frame = this.reel.beside(direction);
      link.hidden = this.reel.isEnd(direction);
      if (frame) link.href = this.address.of(frame.id, this);
    }
    this.find("[data-close]").href = this.address.of(this.id);
  }

  // The address and the figure of the zoom follow the place.
  placed() {
    const percent = Math.round(this.table.z * 100);
    this.find("[data-zoom=toggle]").textContent = this.table.place ? `${percent} %` : `Fit ${percent} %`;
    this.address.show(this.address.of(this.id, this), this.table.place);
  }

  get seconds() { return this.slideshow.seconds; }

  toggleDetails() {
    this.hasDetails = !this.hasDetails;
    this.find("[data-details]").setAttribute("aria-expanded", this.hasDetails);
    if (this.hasDetails) this.panel.show(this.id);
    else this.panel.hide();
    this.placed();
  }

  drawShow() {
    const isOn = this.seconds > 0;
    this.section.classList.toggle("show", isOn);
    this.table.measure();
    const link = this.find("[data-show]");
    link.querySelector(".unseen").textContent = isOn ? "Stop the slideshow" : "Start the slideshow";
    const symbol = link.querySelector("use");
    symbol.setAttribute("href", symbol.getAttribute("href").replace(/#.*/, isOn ? "#pause" : "#play"));
    const pace = this.find("[data-pace]");
    pace.hidden = !isOn;
    const select = pace.querySelector("select");
    if (isOn && ![...select.options].some((option) => Number(option.value) === this.seconds)) {
      select.add(new Option(`${this.seconds} s`, this.seconds));
    }
    if (isOn) select.value = this.seconds;
    announce(isOn ? `Slideshow, ${this.seconds} seconds a picture` : "The slideshow has ended");
    this.placed();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target.closest("[data-zoom], [data-close], [data-details], [data-show], [data-step], [data-id]");
    if (!target) return;
    event.preventDefault();
    const { zoom, step, id } = target.dataset;
    if (zoom === "toggle") this.table.toggle();
    else if (zoom) this.table.step(zoom === "in" ? 1 : -1);
    else if (step) this.step(Number(step));
    else if (id) this.to(Number(id));
    else if ("details" in target.dataset) this.toggleDetails();
    else if ("show" in target.dataset) this.slideshow.toggle();
    else this.leave();
  }

  // Lets go of everything outside the section.
  end() {
    this.isOver = true;
    this.listening.abort();
    this.address.end();
    this.slideshow.end();
    this.surroundings.end();
    this.darkroom.keep([]);
    this.table.end();
  }
}
