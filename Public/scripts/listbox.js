// A list of ways to go on beneath a text box: asked for while one types, picked with the arrows or the pointer.
//
// `ask(text before the caret, signal)` brings `[{ text, note }]`; `take(text)` puts one in, and says true to ask again.
export function listbox(box, { id, ask, take }) {
  const list = document.createElement("ul");
  list.id = id;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "How it may go on");
  list.hidden = true;
  box.after(list);
  // A text area is no combobox to assistive technology; the rest it may have.
  const isBox = box.localName === "input";
  if (isBox) box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", id);
  const expanded = (value) => { if (isBox) box.setAttribute("aria-expanded", String(value)); };
  expanded(false);
  let chosen = -1;
  let timer = 0;
  let asked = null;

  const close = () => { asked?.abort(); clearTimeout(timer); list.hidden = true; chosen = -1; expanded(false); box.removeAttribute("aria-activedescendant"); };
  const options = () => [...list.children];
  const before = () => box.value.slice(0, box.selectionStart);

  function choose(index) {
    const all = options();
    chosen = (index + all.length + 1) % (all.length + 1);
    if (chosen === all.length) chosen = -1;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }

  function pick(option) {
    close();
    if (take(option.dataset.text)) look();
  }

  async function look() {
    asked?.abort();
    asked = new AbortController();
    const text = before();
    try {
      const found = await ask(text, asked.signal);
      if (document.activeElement !== box || text !== before()) return;
      list.replaceChildren(...found.map((suggestion, at) => {
        const option = document.createElement("li");
        option.id = `${id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = suggestion.text;
        option.append(Object.assign(document.createElement("span"), { textContent: suggestion.text }));
        if (suggestion.note) option.append(Object.assign(document.createElement("span"), { className: "quiet", textContent: suggestion.note }));
        return option;
      }));
      chosen = -1;
      list.hidden = found.length === 0;
      expanded(found.length > 0);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 80); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen < 0 ? (event.key === "ArrowDown" ? 0 : options().length - 1) : chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) {
      event.preventDefault();
      pick(options()[chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  // Before the box loses the focus to the list.
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) { event.preventDefault(); pick(option); }
  });
  return { close };
}
