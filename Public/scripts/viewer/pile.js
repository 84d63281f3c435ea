// Pictures over each other, all within the frame of the first: a divider between two, one after the other, one through
// the other, or what differs.
import { hands } from "../lightbox/hands.js";
import { box } from "../lightbox/place.js";
import { Table } from "../lightbox/table.js";
import { lighttable, picture } from "./sheets.js";

export class Pile {
  #images;

  // `onmove` is told where the divider was moved to, `onturn(1 or -1)` of a swipe or a tap.
  constructor(stage, state, { onplace, onmove, onturn }) {
    Object.assign(this, { state, onplace });
    this.#images = new Map(this.#layers.map((layer) => [layer, this.#image(layer)]));
    const element = lighttable(state.a, [...this.#images.values()]);
    stage.className = "viewer-stage panes-1";
    stage.replaceChildren(element);
    this.table = new Table(element, () => this.#placed());
    // A difference is of the first one's size, and so is all that lies over it.
    this.table.size = { width: state.a.width, height: state.a.height };
    hands(this.table, { swipe: onturn, tap: () => onturn(1) });
    if (state.mode === "slider") this.#addDivider(onmove);
    this.draw();
  }

  // From the bottom.
  get #layers() {
    const { mode, a, b, turn } = this.state;
    if (this.state.isPainted) return ["difference"];
    return mode === "blink" ? turn : [a, b];
  }

  #image(layer) {
    if (layer !== "difference") return picture(layer);
    const { a, b, painted } = this.state;
    const alt = `How picture ${b.id} differs from picture ${a.id}`;
    return Object.assign(new Image(), { src: painted, width: a.width, height: a.height, alt });
  }

  // What changed without another picture on the pile.
  draw() {
    const { mode, shown, b, opacity, painted } = this.state;
    for (const [layer, image] of this.#images) {
      if (mode === "blink") image.style.visibility = layer === shown ? "visible" : "hidden";
      else if (mode === "onion") image.style.opacity = layer === b ? opacity : 1;
      else if (layer === "difference" && image.getAttribute("src") !== painted) image.src = painted;
    }
    this.#divide();
  }

  to(place) { this.table.to(place); }

  #placed() {
    this.#divide();
    this.onplace(this.table.place);
  }

  #addDivider(onmove) {
    const { element } = this.table;
    this.divider = Object.assign(document.createElement("div"), { className: "divider" });
    element.append(this.divider);
    const move = (event) => {
      const { left, width } = element.getBoundingClientRect();
      onmove(Math.min(Math.max((event.clientX - left) / width, 0), 1));
    };
    this.divider.addEventListener("pointerdown", (event) => {
      event.stopPropagation();
      this.divider.setPointerCapture(event.pointerId);
      this.divider.onpointermove = move;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      this.divider.addEventListener(end, () => { this.divider.onpointermove = null; });
    }
  }

  // The divider stays where it is in the window, whatever lies beneath.
  #divide() {
    if (!this.divider) return;
    const { at, b } = this.state;
    const { left, width } = box(this.table.place, this.table);
    const share = (at * this.table.room.width - left) / width;
    this.divider.style.left = `${at * 100}%`;
    this.#images.get(b).style.clipPath = `inset(0 0 0 ${Math.min(Math.max(share, 0), 1) * 100}%)`;
  }

  end() { this.table.end(); }
}
