// The lightbox at work: one picture on the table, its neighbours along the film, all of it in the address.
import { announce } from "../announce.js";
import { Address } from "./address.js";
import { Darkroom } from "./darkroom.js";
import { hands } from "./hands.js";
import { idle } from "./idle.js";
import { judging } from "./judging.js";
import { keyboard } from "./keyboard.js";
import { Panel } from "./panel.js";
import { read } from "./place.js";
import { Reel } from "./reel.js";
import { Slideshow } from "./slideshow.js";
import { Strip } from "./strip.js";
import { Table } from "./table.js";

export class Viewer {
  #ended = new AbortController();
  #darkroom = new Darkroom();
  #direction = 1;

  // Brings the server's drawing of a lightbox at an address to life. `leave(viewer)` is asked to close it.
  constructor(section, url, leave) {
    const { signal } = this.#ended;
    this.section = section;
    this.leave = () => leave(this);
    this.id = Number(section.dataset.image);
    this.address = new Address(url.search);
    this.table = new Table(this.find("[data-table]"), () => this.#placed());
    this.strip = new Strip(this.find("[data-strip]"));
    this.panel = new Panel(this.find("[data-panel]"), this.id, this.address.context);
    this.slideshow = new Slideshow(section, () => this.step(1), () => this.#placed());
    this.surroundings = idle(section);
    hands(this.table, { swipe: (direction) => this.step(direction), tap: this.surroundings.toggle });
    keyboard(this, signal);
    section.addEventListener("click", (event) => this.#press(event));
    addEventListener("hashchange", () => this.table.to(read(location.hash)), { signal });
    this.slideshow.start(Number(new URLSearchParams(url.search).get("slideshow")));
    this.table.to(read(url.hash));
    this.begun = this.#begin();
    judging(this, signal);
  }

  find(selector) { return this.section.querySelector(selector); }

  get isOver() { return this.#ended.signal.aborted; }

  async #begin() {
    this.reel = await Reel.of(this.id, this.address.context).catch(failed);
    if (!this.reel || this.isOver) return;
    const drawn = this.find("[data-sheet] img");
    this.#darkroom.develop(this.reel.current.url, drawn);
    this.#show(drawn.complete && drawn.naturalWidth > 0);
  }

  // Goes on by one; false at the end.
  async step(direction) {
    await this.begun;
    const asked = this.id;
    const isThere = await this.reel?.step(direction).catch(failed);
    if (this.isOver) return false;
    if (isThere) {
      this.#direction = direction;
      this.#show();
    } else if (this.reel?.isEnd(direction) && this.id === asked) {
      announce(direction > 0 ? "The last picture" : "The first picture");
    }
    return Boolean(isThere);
  }

  async #show(isDrawn = false) {
    const frame = this.reel.current;
    this.id = frame.id;
    this.section.dataset.image = frame.id;
    const picture = this.#darkroom.develop(frame.url);
    this.#darkroom.keep([frame, this.reel.beside(-1), this.reel.beside(1)].map((kept) => kept?.url));
    if (!isDrawn) this.table.show(frame, picture);
    this.#describe(frame);
    await picture.ready.catch(() => announce(`The file of picture ${frame.id} cannot be shown`));
    if (this.isOver || this.id !== frame.id) return;
    this.section.dataset.ready = frame.id;
    this.slideshow.arm();
    // The neighbours, the one ahead first, and more of the film.
    for (const direction of [this.#direction, -this.#direction]) {
      await this.reel.extend(direction)?.catch(failed);
      if (this.isOver || this.id !== frame.id) return;
      const next = this.reel.beside(direction);
      if (next) this.#darkroom.develop(next.url);
    }
    this.#drawFilm();
  }

  #describe(frame) {
    const words = { number: frame.id, seed: frame.seed ?? "", model: frame.model_name, prompt: frame.prompt };
    for (const [name, text] of Object.entries(words)) this.find(`[data-${name}]`).textContent = text;
    this.drawMarks();
    document.title = `Picture ${frame.id} · Contactsheet`;
    announce(`Picture ${frame.id}, ${frame.model_name}: ${frame.prompt}`);
    if (this.panel.isOpen) this.panel.show(frame.id);
    this.#drawFilm();
    this.#placed();
  }

  drawMarks() {
    const { is_favourite: isFavourite, rating } = this.reel.current;
    this.find("[data-favoured]").hidden = !isFavourite;
    this.find("[data-stars]").textContent = rating > 0 ? `Rated ${rating}` : "";
  }

  #drawFilm() {
    this.strip.draw(this.reel, (id) => this.address.of(id, this));
    for (const link of this.section.querySelectorAll("[data-step]")) {
      const frame = this.reel.beside(Number(link.dataset.step));
      link.hidden = this.reel.isEnd(Number(link.dataset.step));
      if (frame) link.href = this.address.of(frame.id, this);
    }
    this.find("[data-close]").href = this.address.of(this.id);
  }

  // The address and the figure of the zoom follow what is seen.
  #placed() {
    const percent = `${Math.round(this.table.z * 100)} %`;
    this.find("[data-zoom=toggle]").textContent = this.table.place ? percent : `Fit ${percent}`;
    this.address.show(this.address.of(this.id, this), this.table.place);
  }

  get hasDetails() { return this.panel.isOpen; }
  get seconds() { return this.slideshow.seconds; }

  toggleDetails() {
    if (this.panel.isOpen) this.panel.hide();
    else this.panel.show(this.id);
    this.find("[data-details]").setAttribute("aria-expanded", this.panel.isOpen);
    this.#placed();
  }

  // Goes on without a picture that was thrown away.
  remove(id) {
    this.reel.remove(id);
    if (!this.reel.current) this.leave();
    else if (this.id === id) this.#show();
    else this.#drawFilm();
  }

  // Shows a picture that came back.
  async bring(id) {
    this.reel = await Reel.of(id, this.address.context).catch(failed) ?? this.reel;
    this.#show();
  }

  #press(event) {
    const kinds = ["zoom", "close", "details", "show", "step", "id"];
    const target = event.target.closest(kinds.map((kind) => `[data-${kind}]`).join());
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { zoom, step, id, details, show } = target.dataset;
    // What does not come to life is a link still.
    if (!this.reel && !zoom) return;
    event.preventDefault();
    if (zoom === "toggle") this.table.toggle();
    else if (zoom) this.table.step(Number(zoom));
    else if (step) this.step(Number(step));
    else if (id) { if (this.reel.to(Number(id))) this.#show(); }
    else if (details !== undefined) this.toggleDetails();
    else if (show !== undefined) this.slideshow.toggle();
    else this.leave();
  }

  // Lets go of everything outside the section.
  end() {
    this.#ended.abort();
    this.#darkroom.keep([]);
    for (const part of [this.address, this.slideshow, this.surroundings, this.table]) part.end();
  }
}

function failed() { announce("The neighbours did not come; try again"); }
