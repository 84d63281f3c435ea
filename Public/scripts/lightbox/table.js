// The light table: one picture, laid out at a place of it (see place.js, whose scene it is).
import { bounded, box, fitting, zoomed } from "./place.js";

export class Table {
  #watch = new ResizeObserver(() => this.measure());

  // `onchange` is called after each change of the place.
  constructor(element, onchange) {
    this.element = element;
    this.onchange = onchange;
    this.sheet = element.querySelector("[data-sheet]");
    const [width, height] = ["width", "height"].map((side) => Number(this.sheet.firstElementChild.getAttribute(side)));
    this.size = { width, height };
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
    const { clientWidth: width, clientHeight } = this.element;
    this.room = { top, width: Math.max(width, 1), height: Math.max(clientHeight - top - bottom, 1) };
    this.density = devicePixelRatio;
  }

  // A picture: its average colour and its thumbnail at once, every pixel as soon as they are there.
  // One of the same size as that before is shown at the same place: so two are compared.
  show(frame, picture) {
    const isAlike = frame.width === this.size.width && frame.height === this.size.height;
    this.size = { width: frame.width, height: frame.height };
    this.sheet.href = frame.url;
    this.sheet.style.backgroundColor = frame.colour;
    const shown = picture.isReady ? picture.image : new Image();
    picture.image.alt = shown.alt = frame.prompt;
    if (!picture.isReady) {
      shown.src = frame.thumbnail_url;
      picture.ready.then(() => { if (shown.isConnected) shown.replaceWith(picture.image); }, () => {});
    }
    this.sheet.replaceChildren(shown);
    this.to(isAlike ? this.place : null);
  }

  // Device pixels for each of the picture's.
  get z() { return this.place?.z ?? fitting(this); }

  to(place) {
    this.place = bounded(place, this);
    const { left, top, width, height } = box(this.place, this);
    Object.assign(this.sheet.style, {
      width: `${width}px`, height: `${height}px`, transform: `translate(${left}px, ${top}px)`,
    });
    this.isLarge = width > this.room.width + 1 || height > this.room.height + 1;
    const { classList } = this.element;
    classList.add("ready");
    classList.toggle("large", this.isLarge);
    classList.toggle("pixels", this.z >= 3);
    this.onchange();
  }

  // Stops on the way where it fits.
  zoom(z, point = this.#middle) {
    const fit = fitting(this);
    const isPast = (this.z / fit - 1) * (z / fit - 1) < -1e-6;
    this.to(isPast ? null : zoomed(this.place, z, point, this));
  }

  zoomBy(factor, point) { this.zoom(this.z * factor, point); }

  // A step of a key; on the way it stops where every pixel is one.
  step(direction) {
    const next = this.z * 1.5 ** direction;
    this.zoom((this.z - 1) * (next - 1) < -1e-6 ? 1 : next);
  }

  // As it fits, or every pixel as it is; what fits as it is comes twice as large.
  toggle(point = this.#middle) {
    const z = Math.abs(this.z - 1) < 0.002 ? 2 : 1;
    this.to(this.place ? null : zoomed(null, z, point, this));
  }

  get #middle() { return { x: this.room.width / 2, y: this.room.top + this.room.height / 2 }; }

  pan(x, y) {
    if (!this.place) return;
    const { width, height } = box(this.place, this);
    this.to({ z: this.place.z, x: this.place.x - x / width, y: this.place.y - y / height });
  }
}
