// What a form says of its words follows what is typed: fields, samples, hints. Without scripts its buttons do the same.
export function live(form) {
  let asked = null;
  let timer = 0;

  form.addEventListener("input", ({ target }) => {
    if (target.matches("[data-writing], [name^='field:'], [name=style], [data-seed]")) later();
  });
  // Dice and suggestions set values without an event of their own.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-samples-button]")) {
      event.preventDefault();
      look([["samples_from", form.querySelector("[data-seed]")?.value || String(crypto.getRandomValues(new Uint32Array(1))[0])]]);
    } else if (button.dataset.seedValue && form.querySelector("[data-seed]")) {
      event.preventDefault();
      form.querySelector("[data-seed]").value = button.dataset.seedValue;
      later();
    } else if (button.matches("[data-dice], [data-random], [data-suggest]")) {
      later();
    }
  });
  addEventListener("pageshow", (event) => { if (event.persisted) later(); });

  function later() { clearTimeout(timer); timer = setTimeout(() => look(), 250); }

  async function look(more = []) {
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of more) body.set(name, value);
    try {
      const answer = await fetch(form.dataset.words, { method: "POST", body, signal: asked.signal });
      if (!answer.ok) return;
      const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of parts.querySelectorAll("[data-part]")) put(part);
    } catch { /* The next key asks again. */ }
  }

  function put(part) {
    const old = form.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!old || old.outerHTML === part.outerHTML) return;
    // Whoever fills in a field keeps the caret: its input is drawn anew only where others are asked for.
    const names = (of) => [...of.querySelectorAll("input")].map((input) => input.name + input.placeholder).join("\n");
    if (part.dataset.part === "fields" && names(old) === names(part)) return;
    const focused = old.contains(document.activeElement) ? document.activeElement.name : null;
    old.replaceWith(part);
    if (focused) part.querySelector(`[name="${CSS.escape(focused)}"]`)?.focus();
  }
}
