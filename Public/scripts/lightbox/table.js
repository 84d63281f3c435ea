// The light table: one picture, laid out at a place of it.
import { bounded, box, fitting, zoomed } from "./place.js";

export class Table {
  #watch = new ResizeObserver(() => this.measure());

  // `onchange` is called after each change of the place.
  constructor(element, onchange) {
    this.element = element;
    this.onchange = onchange;
    this.sheet = element.querySelector("[data-sheet]");
    const drawn = this.sheet.querySelector("img");
    this.size = { width: Number(drawn.getAttribute("width")), height: Number(drawn.getAttribute("height")) };
    // Which part of it is seen; null for all, as it fits.
    this.place = null;
    this.#look();
    this.#watch.observe(element);
    addEventListener("resize", this.measure);
    element.addEventListener("dragstart", (event) => event.preventDefault());
  }

  end() {
    this.#watch.disconnect();
    removeEventListener("resize", this.measure);
  }

  // The window may have moved to a screen of another density, or the page may have been zoomed.
  measure = () => {
    this.#look();
    this.to(this.place);
  };

  #look() {
    const { paddingTop, paddingBottom } = getComputedStyle(this.element);
    const [top, bottom] = [parseFloat(paddingTop), parseFloat(paddingBottom)];
    const height = Math.max(this.element.clientHeight - top - bottom, 1);
    this.room = { left: 0, top, width: Math.max(this.element.clientWidth, 1), height };
    this.density = devicePixelRatio;
  }

  // A picture: its average colour and its thumbnail at once, every pixel as soon as they are there.
  // One of the same size as that before is shown at the same place: so two are compared.
  show(frame, picture) {
    const isAlike = frame.width === this.size.width && frame.height === this.size.height;
    this.size = { width: frame.width, height: frame.height };
    this.sheet.href = frame.url;
    this.sheet.style.backgroundColor = frame.colour;
    picture.image.alt = frame.prompt;
    if (picture.isReady) this.sheet.replaceChildren(picture.image);
    else {
      const thumbnail = new Image();
      thumbnail.src = frame.thumbnail_url;
      thumbnail.alt = frame.prompt;
      this.sheet.replaceChildren(thumbnail);
      picture.ready.then(() => { if (thumbnail.isConnected) this.sheet.replaceChildren(picture.image); }, () => {});
    }
    this.to(isAlike ? this.place : null);
  }

  get isLarge() {
    const now = box(this.place, this.size, this.room, this.density);
    return now.width > this.room.width + 1 || now.height > this.room.height + 1;
  }

  // Device pixels for each of the picture's.
  get z() { return this.place?.z ?? fitting(this.size, this.room, this.density); }

  to(place) {
    this.place = bounded(place, this.size, this.room, this.density);
    const { left, top, width, height } = box(this.place, this.size, this.room, this.density);
    const { style } = this.sheet;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.transform = `translate(${left}px, ${top}px)`;
    this.element.classList.add("ready");
    this.element.classList.toggle("large", this.isLarge);
    this.element.classList.toggle("pixels", this.z >= 3);
    this.onchange();
  }

  get middle() { return { x: this.room.left + this.room.width / 2, y: this.room.top + this.room.height / 2 }; }

  // Stops on the way where it fits.
  zoom(z, point = this.middle) {
    const fit = fitting(this.size, this.room, this.density);
    const isPast = (this.z / fit - 1) * (z / fit - 1) < -1e-6;
    this.to(isPast ? null : zoomed(this.place, z, point, this.size, this.room, this.density));
  }

  zoomBy(factor, point) { this.zoom(this.z * factor, point); }

  // A step of a key; on the way it stops where every pixel is one.
  step(direction) {
    const next = this.z * 1.5 ** direction;
    this.zoom((this.z - 1) * (next - 1) < -1e-6 ? 1 : next);
  }

  // As it fits, or every pixel as it is; what fits as it is comes twice as large.
  toggle(point = this.middle) {
    if (this.place) return this.to(null);
    const z = Math.abs(this.z - 1) < 0.002 ? 2 : 1;
    this.to(zoomed(null, z, point, this.size, this.room, this.density));
  }

  pan(x, y) {
    const now = box(this.place, this.size, this.room, this.density);
    const { z, x: across, y: down } = this.place ?? { z: this.z, x: 0.5, y: 0.5 };
    if (this.place) this.to({ z, x: across - x / now.width, y: down - y / now.height });
  }
}
