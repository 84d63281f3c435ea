// The form of a comparison tells what it would make while it is filled. Without scripts a button asks the same.
const form = document.querySelector("[data-weigh]");

if (form) {
  const place = form.querySelector("[data-weighing]");
  const sum = form.querySelector("[data-weigh-sum]");
  let asked = null;
  let timer = 0;

  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(weigh, 300); });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-submit]"));
  });
  // What is chosen shows how its values are written.
  form.addEventListener("change", ({ target }) => {
    if (!target.name?.startsWith("axis")) return;
    const area = target.closest(".axis").querySelector("textarea");
    area.placeholder = target.selectedOptions[0].dataset.example ?? "";
  });
  addEventListener("pageshow", weigh);

  async function weigh() {
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.weigh, { method: "POST", body, signal: asked.signal });
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
      const [cost, count] = ["cost", "count"].map((n) => place.querySelector(`[data-sum-${n}]`)?.textContent);
      sum.textContent = cost ? `${cost} · ${count}` : "";
    } catch { /* The next change asks again. */ }
  }
}
