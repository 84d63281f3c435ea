// The search box goes on by itself: what may come next is asked of the server and picked with the arrows.
const box = document.querySelector("[data-suggest]");
if (box) suggest(box);

function suggest(box) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) box.setAttribute(name, value);
  let chosen = -1;
  let timer = 0;
  let asked = null;

  const close = () => { asked?.abort(); clearTimeout(timer); list.hidden = true; chosen = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
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

  // The last piece is what stands behind the last blank outside of quotes.
  function start(text) {
    let quoted = false;
    let at = 0;
    for (let index = 0; index < text.length; index += 1) {
      if (text[index] === '"') quoted = !quoted;
      if (!quoted && /\s/.test(text[index])) at = index + 1;
    }
    return at;
  }

  function take(option) {
    const text = before();
    const rest = box.value.slice(box.selectionStart).replace(/^\S*/, "");
    const head = text.slice(0, start(text)) + option.dataset.text;
    const goesOn = head.endsWith(":");
    box.value = head + (goesOn || rest.startsWith(" ") ? "" : " ") + rest;
    const caret = head.length + (goesOn ? 0 : 1);
    box.setSelectionRange(caret, caret);
    close();
    if (goesOn) ask();
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const text = before();
    try {
      const answer = await fetch(`/api/suggestions?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      const found = answer.ok ? await answer.json() : [];
      if (document.activeElement !== box || text !== before()) return;
      list.replaceChildren(...found.map((suggestion, at) => {
        const option = document.createElement("li");
        option.id = `suggestion-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.text = suggestion.text;
        option.append(Object.assign(document.createElement("span"), { textContent: suggestion.text }));
        if (suggestion.note) option.append(Object.assign(document.createElement("span"), { className: "quiet", textContent: suggestion.note }));
        return option;
      }));
      chosen = -1;
      list.hidden = found.length === 0;
      box.setAttribute("aria-expanded", String(found.length > 0));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 80); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen < 0 ? (event.key === "ArrowDown" ? 0 : options().length - 1) : chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) {
      event.preventDefault();
      take(options()[chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  // Before the box loses the focus to the list.
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) { event.preventDefault(); take(option); }
  });
}
