// The form of a model: sliders beside numbers, counters, dice, shapes and the price, all answered at once.
// Every button also works without this script; the server then sends the form back changed.
const form = document.querySelector("[data-request]");

if (form) {
  const byId = (id) => document.getElementById(id);

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-submit]"));
  });

  // Browsers bring back what was typed; what follows from it is drawn anew.
  addEventListener("pageshow", showAll);

  for (const slider of form.querySelectorAll("[data-slider]")) {
    const number = byId(slider.dataset.slider);
    slider.addEventListener("input", () => { number.value = slider.value; });
    number.addEventListener("input", () => { slider.value = number.value; });
  }

  for (const area of form.querySelectorAll("[data-count]")) area.addEventListener("input", () => count(area));

  function count(area) {
    const counter = form.querySelector(`[data-counter="${area.id}"]`);
    const length = [...area.value].length;
    counter.textContent = `${length} / ${area.dataset.maximum}`;
    counter.classList.toggle("over", length > Number(area.dataset.maximum));
  }

  on("[data-dice]", () => setSeed(String(crypto.getRandomValues(new Uint32Array(1))[0])));
  on("[data-random]", () => setSeed(""));
  function setSeed(text) { form.querySelector("[data-seed]").value = text; }

  on("[data-suggest]", (button) => {
    const area = byId(button.dataset.suggest);
    area.value = button.dataset.text;
    count(area);
    area.focus();
  });

  const sides = [...form.querySelectorAll(".sides input")];
  on("[data-shape]", (button) => {
    button.dataset.shape.split("x").forEach((pixels, index) => { sides[index].value = pixels; });
    showShape();
  });
  for (const side of sides) side.addEventListener("input", showShape);
  function showShape() {
    const shape = sides.map((side) => side.value).join("x");
    for (const button of form.querySelectorAll("[data-shape]")) {
      button.setAttribute("aria-pressed", String(button.dataset.shape === shape));
    }
    const note = form.querySelector("[data-size-note]");
    if (note) note.hidden = sides.every((side) => side.dataset.recommended.split(" ").includes(side.value));
  }

  const cost = form.querySelector("[data-cost]");
  for (const radio of form.querySelectorAll("[data-samples]")) radio.addEventListener("change", showCost);
  function showCost() {
    const price = Number(form.dataset.price);
    const samples = Number(form.querySelector("[data-samples]:checked")?.value ?? 1);
    if (form.dataset.price) cost.textContent = `$${(price * samples).toFixed(price * samples < 0.1 ? 3 : 2)}`;
  }

  function showAll() {
    for (const area of form.querySelectorAll("[data-count]")) count(area);
    for (const slider of form.querySelectorAll("[data-slider]")) slider.value = byId(slider.dataset.slider).value;
    showShape();
    showCost();
  }

  function on(selector, act) {
    for (const button of form.querySelectorAll(selector)) {
      button.addEventListener("click", (event) => { event.preventDefault(); act(button); });
    }
  }

  document.querySelector("[data-focus]")?.focus();
  // On a narrow screen the model's own tab may lie outside.
  const tabs = document.querySelector(".tabs");
  const tab = tabs?.querySelector("[aria-current]");
  if (tab) tabs.scrollLeft = tab.offsetLeft - (tabs.clientWidth - tab.clientWidth) / 2;
}
