// The selection: frames are marked with the checkbox in their corner, with shift for a range, or by x, and what is done
// to them is done on the spot. It lasts over the pages of a search. Without scripts the same form works by itself, for
// one page.
import { announce } from "./announce.js";
import { Chosen } from "./chosen.js";
import { clearNotice, tell, tellOf } from "./notice.js";
import { remember, restore, show } from "./frame-marks.js";

const form = document.querySelector("[data-selection]");
const frames = document.querySelector("[data-frames]");

if (form && frames) {
  // A page that shows no search has none to take all of.
  const every = form.querySelector("[data-every]") ?? document.createElement("input");
  const number = form.querySelector("[data-chosen]");
  const elsewhere = form.querySelector("[data-elsewhere]");
  const boxes = () => [...frames.querySelectorAll(".frame:not([hidden]) .pick input")];
  const idOf = (box) => Number(box.value);
  const chosen = new Chosen(location.href);
  let last = null;

  function update() {
    const here = boxes().filter((box) => box.checked).length;
    const others = chosen.size - here;
    number.textContent = chosen.size;
    elsewhere.textContent = others > 0 ? `, ${others} on other pages` : "";
    document.body.toggleAttribute("data-choosing", every.checked || chosen.size > 0);
  }

  // The boxes of this page say what is kept.
  function draw() {
    chosen.read();
    for (const box of boxes()) box.checked = chosen.has(idOf(box));
    update();
  }

  function choose(box, isChosen, isRange) {
    const all = boxes();
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    set(isRange && from >= 0 ? all.slice(from, to + 1) : [box], isChosen);
    last = box;
    announce(`${chosen.size} selected`);
  }

  function set(marked, isChosen) {
    for (const each of marked) each.checked = isChosen;
    chosen.set(marked.map(idOf), isChosen);
    update();
  }

  function clear() {
    for (const box of boxes()) box.checked = false;
    chosen.clear();
    every.checked = false;
    last = null;
    update();
  }

  frames.addEventListener("click", (event) => {
    const box = event.target.closest(".pick input");
    if (box) return choose(box, box.checked, event.shiftKey);
    const link = event.target.closest(".frame > a");
    if (!link || !event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(boxOf(link), true, true);
  });
  // A press with shift would select the text between.
  frames.addEventListener("mousedown", (event) => { if (event.shiftKey) event.preventDefault(); });
  every.addEventListener("change", update);
  form.addEventListener("reset", (event) => { event.preventDefault(); clear(); });
  form.querySelector("[data-choose-page]").addEventListener("click", () => {
    set(boxes(), true);
    announce(`${chosen.size} selected`);
  });

  const boxOf = (link) => link.closest(".frame").querySelector(".pick input");
  const focused = () => document.activeElement?.closest(".frame")?.querySelector(".pick input");

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.closest("input:not([type=checkbox], [type=range]), textarea, select");
    if (isTyping || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      // A menu that is open closes first.
      if (form.querySelector("details[open]")) return;
      return clear();
    }
    const box = focused();
    if (event.key.toLowerCase() === "x" && box) {
      event.preventDefault();
      return choose(box, event.shiftKey || !box.checked, event.shiftKey);
    }
    const deed = event.shiftKey ? null : form.querySelector(`[data-deed="${CSS.escape(event.key)}"]`);
    if (!deed || (!box && !document.body.hasAttribute("data-choosing"))) return;
    event.preventDefault();
    // What leads to another page is for what is selected.
    if (document.body.hasAttribute("data-choosing") || leads(deed)) form.requestSubmit(deed);
    else act([idOf(box)], wanted(deed.value, [box]));
  });

  // A second press on a favourite takes it back.
  function wanted(value, marked) {
    const areAll = marked.length > 0 && marked.every((box) => box.closest(".frame").querySelector(".favoured"));
    return value === "favourite" && areAll ? "unfavourite" : value;
  }

  const leads = (button) => Boolean(button?.hasAttribute("formaction"));

  // What the browser sends itself names those of other pages as well, in the order of selecting.
  form.addEventListener("formdata", ({ formData }) => {
    formData.delete("ids");
    for (const id of chosen.ids) formData.append("ids", id);
  });

  form.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.deed === "c") return compare(event);
    // All that match, and what leads to a page or a download, are the browser's own way.
    if (every.checked || leads(event.submitter)) return;
    event.preventDefault();
    if (chosen.size === 0) return;
    const here = boxes().filter((box) => box.checked);
    // Of those on other pages it is not known whether they are favourites.
    const known = here.length === chosen.size ? here : [];
    act(chosen.ids, wanted(event.submitter?.value ?? "named", known));
  });

  // The server takes the same and says the same, without scripts.
  function compare(event) {
    event.preventDefault();
    const count = every.checked ? "all" : chosen.size;
    if (count >= 2 && count <= 9) location.href = `/compare?ids=${chosen.ids.join(",")}`;
    else tell(`Two to nine pictures are compared; ${count || "none"} ${count === 1 ? "is" : "are"} selected.`);
  }

  async function act(ids, value) {
    const fields = form.elements;
    let [action, given] = value.split(/:(.*)/s);
    if (action === "named") action = fields.tags?.value ? "tag" : "collect";
    // A button may name what it is about itself; else the field does.
    const text = given ? null : { tag: "tags", untag: "tags", collect: "collection", uncollect: "collection" }[action];
    const body = { ids, action, value: text ? fields[text].value : given };
    const answer = await fetch("/api/selection", { method: "POST", body: JSON.stringify(body) }).catch(() => null);
    const result = await answer?.json().catch(() => null);
    if (!answer?.ok) return tell(result?.error ?? "The house did not answer. Nothing was changed, as far as is known.");
    const marked = boxes().filter((box) => ids.includes(idOf(box)));
    const items = marked.map((box) => box.closest(".frame"));
    remember(result.action_id, items);
    const takesAway = value === frames.dataset.taken || action === "trash" || action === "restore";
    for (const item of items) show(item, takesAway ? "trash" : action, Number(given));
    if (text) fields[text].value = "";
    for (const menu of form.querySelectorAll("details[open]")) menu.open = false;
    if (takesAway) moveOn(marked, ids);
    update();
    await tellOf(result.action_id);
  }

  // What went away takes its mark with it, and the frame behind it has the focus.
  function moveOn(marked, ids) {
    for (const box of marked) box.checked = false;
    chosen.set(ids, false);
    if (!document.activeElement?.closest(".frame[hidden]")) return;
    const links = [...frames.querySelectorAll(".frame > a")];
    const at = links.indexOf(document.activeElement.closest(".frame").querySelector("a"));
    const next = links.slice(at).find((link) => !link.parentElement.hidden);
    (next ?? links.findLast((link) => !link.parentElement.hidden))?.focus();
  }

  // The way back, where nothing else happened to them: as they were, where they were.
  document.querySelector("[data-notice]").addEventListener("submit", async (event) => {
    const action = event.target.dataset.undo;
    if (!action) return;
    event.preventDefault();
    const answer = await fetch(`/api/actions/${action}/undo`, { method: "POST" }).catch(() => null);
    const result = await answer?.json().catch(() => null);
    if (!answer?.ok) return tell(result?.error ?? "The house did not answer. Nothing was undone, as far as is known.");
    if (result.job) { location.href = result.job; return; }
    if (!restore(action) || result.changed_since > 0) {
      const address = new URL(location.href);
      address.searchParams.set("done", action);
      location.replace(address);
      return;
    }
    clearNotice();
    update();
    await tellOf(action);
  });

  // A page that comes back, or is turned to, shows what is selected of it.
  addEventListener("pageshow", draw);
  draw();
}
