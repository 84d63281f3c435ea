// What hands do on the light table: wheel, drag, pinch, double click, swipe.
const swipeLength = 50;

// Calls `swipe(1 or -1)` for a swipe over a picture that fits, and `tap()` for a touch that does nothing else.
export function hands(table, { swipe, tap }) {
  const { element } = table;
  const held = new Map();
  let travelled = 0;
  let start = null;
  let lastTap = null;

  const at = (event) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const spread = () => {
    const [one, other] = [...held.values()];
    return {
      distance: Math.hypot(one.x - other.x, one.y - other.y),
      middle: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
    };
  };

  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    // Lines and pages as pixels; a pinch on a touchpad comes as a wheel with Ctrl, in small steps.
    const unit = [1, 16, 400][event.deltaMode] * (event.ctrlKey ? 6 : 1);
    table.zoomBy(Math.exp(-Math.max(-400, Math.min(400, event.deltaY * unit)) * 0.002), at(event));
  }, { passive: false });

  // The picture is a link to its file, for who has no scripts; here a click is the end of a drag.
  element.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault();
  });

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    held.set(event.pointerId, at(event));
    if (held.size === 1) { travelled = 0; start = at(event); }
    element.classList.add("held");
  });

  element.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const was = held.size === 2 ? spread() : null;
    const now = at(event);
    held.set(event.pointerId, now);
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (was) {
      const is = spread();
      table.pan(is.middle.x - was.middle.x, is.middle.y - was.middle.y);
      if (was.distance > 0) table.zoomBy(is.distance / was.distance, is.middle);
      start = null;
    } else if (held.size === 1) table.pan(now.x - before.x, now.y - before.y);
  });

  const release = (event) => {
    if (!held.delete(event.pointerId)) return;
    if (held.size > 0) return;
    element.classList.remove("held");
    if (event.type === "pointercancel" || !start) return;
    const end = at(event);
    const [x, y] = [end.x - start.x, end.y - start.y];
    if (travelled < 8) return tapped(event, end);
    if (event.pointerType !== "mouse" && !table.isLarge && Math.abs(x) > swipeLength && Math.abs(x) > Math.abs(y) * 1.5) {
      swipe(x < 0 ? 1 : -1);
    }
  };
  element.addEventListener("pointerup", release);
  element.addEventListener("pointercancel", release);

  // A double tap is no dblclick everywhere, so both kinds are told apart here.
  function tapped(event, point) {
    const isSecond = lastTap && event.timeStamp - lastTap.time < 400
      && Math.hypot(point.x - lastTap.point.x, point.y - lastTap.point.y) < 30;
    lastTap = isSecond ? null : { time: event.timeStamp, point };
    if (isSecond) table.toggle(point);
    else if (event.pointerType !== "mouse") tap();
  }
}
