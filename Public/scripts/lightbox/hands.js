// What hands do on the light table: wheel, drag, pinch, double click, swipe.
const swipeLength = 50;

// Calls `swipe(1 or -1)` for a swipe over a picture that fits, and `tap()` for a touch that does nothing else.
export function hands(table, { swipe, tap }) {
  const { element } = table;
  const held = new Map();
  let start = null;
  let lastTap = null;

  const at = (event) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const between = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
  // The middle of all fingers, and how far the first two are apart.
  const grip = () => {
    const [one, other = one] = held.values();
    return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, spread: between(one, other) };
  };

  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    // Lines and pages as pixels; a pinch on a touchpad comes as a wheel with Ctrl, in small steps.
    const turned = event.deltaY * [1, 16, 400][event.deltaMode] * (event.ctrlKey ? 6 : 1);
    table.zoomBy(Math.exp(Math.max(-400, Math.min(400, turned)) * -0.002), at(event));
  }, { passive: false });

  // The picture is a link to its file, for who has no scripts; here a click is the end of a drag.
  element.addEventListener("click", (event) => event.preventDefault());

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    held.set(event.pointerId, at(event));
    element.classList.add("held");
    // A second finger makes it a pinch, which neither taps nor swipes.
    start = held.size === 1 ? { ...at(event), isTap: true } : null;
  });

  element.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return;
    const was = grip();
    held.set(event.pointerId, at(event));
    const is = grip();
    if (start && between(start, is) > 5) start.isTap = false;
    table.pan(is.x - was.x, is.y - was.y);
    if (was.spread > 0) table.zoomBy(is.spread / was.spread, is);
  });

  const release = (event) => {
    if (!held.delete(event.pointerId) || held.size > 0) return;
    element.classList.remove("held");
    if (event.type === "pointercancel" || !start) return;
    const end = at(event);
    const [x, y] = [end.x - start.x, end.y - start.y];
    if (start.isTap) tapped(event, end);
    else if (event.pointerType !== "mouse" && !table.isLarge) {
      if (Math.abs(x) > Math.max(swipeLength, Math.abs(y) * 1.5)) swipe(x < 0 ? 1 : -1);
    }
  };
  element.addEventListener("pointerup", release);
  element.addEventListener("pointercancel", release);

  // A double tap is no dblclick everywhere, so both kinds are told apart here.
  function tapped(event, point) {
    const isSecond = lastTap && event.timeStamp - lastTap.time < 400 && between(point, lastTap) < 30;
    lastTap = isSecond ? null : { ...point, time: event.timeStamp };
    if (isSecond) table.toggle(point);
    else if (event.pointerType !== "mouse") tap();
  }
}
