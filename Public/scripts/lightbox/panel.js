// The details beside the picture: the same that its page shows, drawn by the server.
export class Panel {
  constructor(element) { this.element = element; }

  // While it does not speak of the picture on the table it is marked as busy; its keys are dead then.
  show(id) {
    this.element.hidden = false;
    if (this.id === id) return;
    this.element.setAttribute("aria-busy", "true");
    this.#cancel();
    const asked = this.asked = new AbortController();
    // Who runs along the film does not ask for each.
    this.timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/images/${id}/panel`, { signal: asked.signal });
        if (!answer.ok) return;
        this.element.innerHTML = await answer.text();
        this.element.scrollTop = 0;
        this.id = id;
        this.element.removeAttribute("aria-busy");
      } catch (error) {
        if (error.name !== "AbortError") this.element.textContent = "The details did not come.";
      }
    }, this.element.childElementCount > 0 ? 120 : 0);
  }

  hide() {
    this.#cancel();
    this.element.hidden = true;
    this.element.replaceChildren();
    this.id = null;
  }

  #cancel() {
    clearTimeout(this.timer);
    this.asked?.abort();
  }
}
