// The keys of the lightbox, but those that judge (judging.js).
const panned = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const stride = 80;

export function keyboard(viewer, signal) {
  const { table } = viewer;
  const acts = {
    ArrowRight: () => viewer.step(1),
    ArrowLeft: () => viewer.step(-1),
    j: () => viewer.step(1),
    k: () => viewer.step(-1),
    "+": () => table.step(1),
    "=": () => table.step(1),
    "-": () => table.step(-1),
    z: () => table.toggle(),
    i: () => viewer.toggleDetails(),
    s: () => viewer.slideshow.toggle(),
    p: () => viewer.slideshow.toggle(),
    " ": () => viewer.leave(),
    Escape: () => (viewer.seconds ? viewer.slideshow.stop() : viewer.leave()),
  };
  const once = ["z", "i", "s", "p", " ", "Escape"];
  let before = "";

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]:not(.over)")) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const { key } = event;
    // After g, a letter is the name of a page.
    const isName = before === "g";
    before = key;
    if (isName) return;
    if (event.shiftKey && panned[key]) {
      event.preventDefault();
      return table.pan(...panned[key].map((side) => side * stride));
    }
    // A button's own key is its own; along the details one reads with the arrows.
    if (key === " " && event.target.closest("button, summary")) return;
    const act = acts[key];
    if (!act) return;
    event.preventDefault();
    if (!(event.repeat && once.includes(key))) act();
  }, { signal });
}
