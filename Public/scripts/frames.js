// The gallery's frames: arrow keys move between them as the eye would, and the slider sets their size.
const frames = document.querySelector("[data-frames]");

if (frames) {
  const links = () => [...frames.querySelectorAll(".frame > a")];

  addEventListener("keydown", (event) => {
    if (!event.key.startsWith("Arrow") || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    const all = links();
    const current = all.indexOf(document.activeElement?.closest(".frame > a"));
    // Outside the frames the arrows scroll; the right one leads in.
    if (current < 0 && event.key !== "ArrowRight") return;
    const next = current < 0 ? all[0] : neighbour(all, current, event.key);
    if (next) { event.preventDefault(); next.focus(); }
  });

  function neighbour(all, current, key) {
    if (key === "ArrowRight") return all[current + 1];
    if (key === "ArrowLeft") return all[current - 1];
    const from = all[current].getBoundingClientRect();
    const middle = from.left + from.width / 2;
    const isNext = (box) => (key === "ArrowDown" ? box.top > from.bottom - 2 : box.bottom < from.top + 2);
    const candidates = all.map((link) => ({ link, box: link.getBoundingClientRect() })).filter(({ box }) => isNext(box));
    const distance = ({ box }) => Math.abs(box.top - from.top) * 10 + Math.abs(box.left + box.width / 2 - middle);
    return candidates.sort((a, b) => distance(a) - distance(b))[0]?.link;
  }

  if (frames.dataset.arrange) import("./arrange.js");

  const control = document.querySelector("[data-size]");
  const slider = control?.querySelector("input");
  slider?.addEventListener("input", () => {
    frames.className = `frames size-${slider.value}`;
    document.cookie = `frames=${slider.value}; path=/; max-age=31536000; samesite=lax`;
  });
}
