// Which pictures are selected, in the order of selecting: kept for this tab while one turns the pages of a search.
export class Chosen {
  #ids;
  #key;

  // The view without the place in it: its pages share one selection.
  constructor(address) {
    const view = new URL(address);
    for (const name of ["before", "after", "date", "done"]) view.searchParams.delete(name);
    this.#key = `chosen ${view.pathname}?${view.searchParams}`;
    this.read();
  }

  read() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? "[]");
      this.#ids = new Set(kept.filter(Number.isSafeInteger));
    } catch {
      this.#ids = new Set();
    }
  }

  get size() { return this.#ids.size; }

  get ids() { return [...this.#ids]; }

  has(id) { return this.#ids.has(id); }

  set(ids, isChosen) {
    for (const id of ids) {
      if (isChosen) this.#ids.add(id);
      else this.#ids.delete(id);
    }
    this.#keep();
  }

  clear() {
    this.#ids.clear();
    this.#keep();
  }

  // A browser that keeps nothing still selects on one page.
  #keep() {
    try {
      if (this.size) sessionStorage.setItem(this.#key, JSON.stringify(this.ids));
      else sessionStorage.removeItem(this.#key);
    } catch { /* nothing is kept */ }
  }
}
