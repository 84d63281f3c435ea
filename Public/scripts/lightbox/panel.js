// The details beside the picture: the same that its page shows, drawn by the server.
export class Panel {
  #asked = new AbortController();

  // `id` is the picture that the server drew details of, if it did.
  constructor(element, id, context) {
    this.element = element;
    this.context = context;
    this.id = this.isOpen ? id : null;
  }

  get isOpen() { return !this.element.hidden; }

  // Draws it anew: what is said of the picture has changed.
  renew() {
    const { id } = this;
    if (!this.isOpen) return;
    this.id = null;
    this.show(id);
  }

  // While it does not speak of the picture on the table it is marked as busy, and its keys are dead.
  show(id) {
    const isFirst = !this.isOpen;
    this.element.hidden = false;
    if (this.id === id) return;
    this.#cancel();
    this.id = id;
    this.element.setAttribute("aria-busy", "true");
    // Who runs along the film does not ask for each.
    this.timer = setTimeout(() => this.#fetch(id, this.#asked.signal), isFirst ? 0 : 120);
  }

  async #fetch(id, signal) {
    try {
      const answer = await fetch(`/images/${id}/panel?${this.context}`, { signal });
      if (!answer.ok) throw new Error(answer.statusText);
      this.element.innerHTML = await answer.text();
    } catch (error) {
      if (signal.aborted) return;
      this.element.textContent = "The details did not come.";
    }
    this.element.scrollTop = 0;
    this.element.removeAttribute("aria-busy");
  }

  hide() {
    this.#cancel();
    this.id = null;
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  #cancel() {
    clearTimeout(this.timer);
    this.#asked.abort();
    this.#asked = new AbortController();
  }
}
