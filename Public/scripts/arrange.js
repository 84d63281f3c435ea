// The order of a collection by hand: frames are dragged to their place, or the one in focus (all that are selected, if
// it is among them) is moved by Shift with an arrow, Home or End. The bar of the selection does the same without scripts.
import { announce } from "./announce.js";
import { tell, tellOf } from "./notice.js";

const list = document.querySelector("[data-arrange]");
const idOf = (frame) => Number(frame.querySelector(".pick input").value);
const frames = () => [...list.querySelectorAll(".frame:not([hidden])")];
const isChosen = (frame) => frame.querySelector(".pick input").checked;

// Several are moved as one and keep their order.
const groupOf = (frame) => (isChosen(frame) ? frames().filter(isChosen) : [frame]);

// One after the other: each begins with the order that the one before has made.
let last = Promise.resolve();
const next = (step) => { last = last.then(step); };

async function move(group, spot, shown) {
  const body = { ids: group.map(idOf), ...spot };
  const answer = await fetch(list.dataset.arrange, { method: "POST", body: JSON.stringify(body) }).catch(() => null);
  const result = await answer?.json().catch(() => null);
  if (!answer?.ok) return tell(result?.error ?? "The house did not answer. Nothing was moved, as far as is known.");
  if (result.action_id === null) return announce("It stands there already");
  const focused = group.find((frame) => frame.contains(document.activeElement))?.querySelector("a");
  // What goes to another page is seen there.
  if (!shown(group)) { location.reload(); return; }
  focused?.focus();
  announce(`Place ${frames().indexOf(group[0]) + 1} of ${frames().length} on this page`);
  await tellOf(result.action_id);
}

const before = (anchor) => (group) => { anchor.before(...group); return true; };
const after = (anchor) => (group) => { anchor.after(...group); return true; };

function step(frame, key) {
  const group = groupOf(frame);
  const others = frames().filter((other) => !group.includes(other));
  const all = frames();
  const isFirstPage = !document.querySelector(".pager [rel=prev]");
  const isLastPage = !document.querySelector(".pager [rel=next]");
  if (key === "Home") return move(group, { to: "start" }, (moved) => isFirstPage && (list.prepend(...moved), true));
  if (key === "End") return move(group, { to: "end" }, (moved) => isLastPage && (list.append(...moved), true));
  if (key === "ArrowLeft") {
    const anchor = others.findLast((other) => all.indexOf(other) < all.indexOf(group[0]));
    return move(group, { to: "earlier" }, (moved) => Boolean(anchor) && before(anchor)(moved));
  }
  const anchor = others.find((other) => all.indexOf(other) > all.indexOf(group.at(-1)));
  return move(group, { to: "later" }, (moved) => Boolean(anchor) && after(anchor)(moved));
}

addEventListener("keydown", (event) => {
  if (!event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
  const frame = document.activeElement?.closest("[data-arrange] .frame");
  if (!frame) return;
  event.preventDefault();
  next(() => step(frame, event.key));
});

let dragged = null;
let target = null;

function aim(event) {
  const over = event.target.closest(".frame") ?? nearest(event);
  const side = over && event.clientX > middle(over) ? "after" : "before";
  if (target?.frame === over && target?.side === side) return;
  clear();
  if (!over || dragged.includes(over)) return;
  target = { frame: over, side };
  over.dataset.drop = side;
}

function clear() {
  if (target) delete target.frame.dataset.drop;
  target = null;
}

const middle = (frame) => { const box = frame.getBoundingClientRect(); return box.left + box.width / 2; };

// Between the rows, and behind the last frame.
function nearest(event) {
  const distance = (frame) => {
    const box = frame.getBoundingClientRect();
    const dy = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
    return dy * 10 + Math.abs(middle(frame) - event.clientX);
  };
  return frames().sort((a, b) => distance(a) - distance(b))[0];
}

list.addEventListener("dragstart", (event) => {
  const frame = event.target.closest?.(".frame");
  if (!frame) return;
  dragged = groupOf(frame);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.map(idOf).join(" "));
  for (const each of dragged) each.dataset.dragged = "";
});
list.addEventListener("dragover", (event) => {
  if (!dragged) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
  aim(event);
});
list.addEventListener("drop", (event) => {
  if (!dragged) return;
  event.preventDefault();
  const group = dragged;
  if (!target) return;
  const { frame, side } = target;
  next(() => move(group, { [side]: idOf(frame) }, (side === "before" ? before : after)(frame)));
});
list.addEventListener("dragend", () => {
  for (const each of dragged ?? []) delete each.dataset.dragged;
  dragged = null;
  clear();
});
