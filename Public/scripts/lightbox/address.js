// The lightbox's address follows what is seen, so that it can be sent to a colleague.
import { written } from "./place.js";

// Browsers take some hundred changes of the address in half a minute; a held key would make more.
const pause = 350;

// The browser's own bar.
export class Bar {
  // Shows an address, at once or a little later.
  show(address) {
    this.wanted = address;
    if (this.timer) return;
    this.#write();
    this.timer = setTimeout(() => { this.timer = null; this.#write(); }, pause);
  }

  #write() {
    const { pathname, search, hash } = location;
    if (this.wanted !== pathname + search + hash) history.replaceState(history.state, "", this.wanted);
  }

  end() { clearTimeout(this.timer); }
}

export class Address {
  #bar = new Bar();

  constructor(query) {
    const given = new URLSearchParams(query);
    const context = new URLSearchParams();
    for (const name of ["q", "order"]) if (given.get(name)) context.set(name, given.get(name));
    // The gallery's view, as in "q=fox&order=rating".
    this.context = context.toString();
  }

  // Of a picture's page, or of its view with all that is on.
  of(id, view = null) {
    const query = new URLSearchParams(this.context);
    if (view?.hasDetails) query.set("details", "1");
    if (view?.seconds) query.set("slideshow", view.seconds);
    const tail = query.size > 0 ? `?${query}` : "";
    return `/images/${id}${view ? "/view" : ""}${tail}`;
  }

  // The page of the gallery that begins with the frame behind `newer`, or the first one.
  gallery(newer) {
    const query = new URLSearchParams(this.context);
    if (newer) query.set("before", newer.cursor);
    return query.size > 0 ? `/?${query}` : "/";
  }

  // Shows an address in the bar, with the place in the picture.
  show(address, place) { this.#bar.show(address + written(place)); }

  end() { this.#bar.end(); }
}
