// The keys of the viewer, but those that its buttons carry themselves.
const panned = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const stride = 80;

export function keyboard(viewer) {
  const acts = {
    ArrowRight: () => viewer.step(1),
    ArrowLeft: () => viewer.step(-1),
    "+": () => viewer.table.step(1),
    "=": () => viewer.table.step(1),
    "-": () => viewer.table.step(-1),
    z: () => viewer.table.toggle(),
    x: () => viewer.swap(),
    p: () => viewer.toggleClock(),
    " ": () => viewer.turn(1),
  };
  const once = ["z", "x", "p"];

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const { key } = event;
    if (event.shiftKey && panned[key]) {
      event.preventDefault();
      return viewer.table.pan(...panned[key].map((side) => side * stride));
    }
    // With Shift the row of digits has signs, other ones on each keyboard.
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (digit) {
      event.preventDefault();
      return viewer.pick(Number(digit) - 1, event.shiftKey);
    }
    const pressed = key === " " ? event.target.closest("a[role=button]") : null;
    if (pressed) {
      event.preventDefault();
      return pressed.click();
    }
    // A button's own key is its own; a table of many columns is scrolled with the arrows.
    if (event.target.closest(key === " " ? "a, button, summary" : ".scroll")) return;
    const act = acts[key];
    if (!act || (event.repeat && once.includes(key)) || act() === false) return;
    event.preventDefault();
  });
}
