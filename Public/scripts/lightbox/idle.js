// While the hand rests, what surrounds the picture steps back.
const patience = 2000;

export function idle(section) {
  let timer;
  const rest = () => {
    if (section.querySelector(":is(.lightbox-head, .film):hover")) return wake();
    section.classList.add("idle");
  };
  const wake = () => {
    section.classList.remove("idle");
    clearTimeout(timer);
    timer = setTimeout(rest, patience);
  };
  section.addEventListener("pointermove", (event) => { if (event.pointerType === "mouse") wake(); });
  section.addEventListener("focusin", (event) => { if (event.target.matches(":focus-visible")) wake(); });
  section.addEventListener("change", wake);
  wake();
  return {
    // A tap brings it back or sends it away.
    toggle: () => {
      if (section.classList.contains("idle")) return wake();
      clearTimeout(timer);
      section.classList.add("idle");
    },
    end: () => clearTimeout(timer),
  };
}
