// Judging without leaving the picture: f, 0 to 5 and Delete, and the marks among the details, each with its way back.
import { announce } from "../announce.js";
import { frameOf, show } from "../frame-marks.js";

export function judging(viewer, signal) {
  const said = viewer.find("[data-said]");
  const undo = said.querySelector("button");
  let timer;

  function say(sentence, way) {
    said.hidden = false;
    said.firstElementChild.textContent = sentence;
    undo.hidden = !way;
    undo.onclick = way;
    announce(sentence);
    clearTimeout(timer);
    timer = setTimeout(() => { said.hidden = true; }, 10_000);
  }
  signal.addEventListener("abort", () => clearTimeout(timer));

  async function ask(address, body, method = "POST") {
    const answer = await fetch(address, { method, body: JSON.stringify(body) }).catch(() => null);
    const result = await answer?.json().catch(() => null);
    if (!answer?.ok) say(result?.error ?? "The house did not answer. Nothing was changed, as far as is known.");
    return answer?.ok && !signal.aborted ? result : null;
  }

  // One after the other: each begins with what the one before has made.
  let last = viewer.begun;
  const next = (step) => { last = last.then(() => (viewer.reel && !signal.aborted ? step() : null)); };

  async function act(action, value) {
    const frame = viewer.reel.current;
    const before = { rating: frame.rating, is_favourite: frame.is_favourite };
    if (action === "favourite" && before.is_favourite) action = "unfavourite";
    const done = await ask("/api/selection", { ids: [frame.id], action, value });
    if (!done) return;
    const after = { ...before };
    if (action === "rate") after.rating = Number(value);
    if (action.endsWith("favourite")) after.is_favourite = action === "favourite";
    draw(frame, after, action === "trash");
    if (action === "trash") viewer.remove(frame.id);
    else viewer.panel.renew();
    say(sentence(action, value, frame.id), () => next(() => undone(action, done.action_id, frame, before)));
  }

  // What was typed stays where it was typed until it is kept.
  async function note({ note, version }) {
    const { id } = viewer.reel.current;
    const body = { text: note.value, version: version.value || null };
    const done = await ask(`/api/images/${id}/note`, body, "PUT");
    if (!done) return;
    viewer.panel.renew();
    say("The note is kept", done.action_id && (() => next(async () => {
      if (!(await ask(`/api/actions/${done.action_id}/undo`))) return;
      viewer.panel.renew();
      say("Undone");
    })));
  }

  async function undone(action, id, frame, before) {
    if (!(await ask(`/api/actions/${id}/undo`))) return;
    draw(frame, before);
    if (action === "trash") await viewer.bring(frame.id);
    else viewer.panel.renew();
    say("Undone");
  }

  // In the lightbox, and on the gallery's page beneath it.
  function draw(frame, marks, isAway = false) {
    Object.assign(frame, marks);
    viewer.drawMarks();
    const item = frameOf(frame.id)?.parentElement;
    if (!item) return;
    show(item, marks.is_favourite ? "favourite" : "unfavourite");
    show(item, "rate", marks.rating);
    item.hidden = isAway;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (document.querySelector("dialog[open]:not(.over)")) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const { key } = event;
    if (key === "f") next(() => act("favourite"));
    else if (/^[0-5]$/.test(key)) next(() => act("rate", key));
    else if (key === "Delete") next(() => act("trash"));
    else return;
    event.preventDefault();
  }, { signal });

  viewer.section.addEventListener("submit", (event) => {
    if (!viewer.reel || !event.target.matches(".marks, [data-note]")) return;
    event.preventDefault();
    if (event.target.matches("[data-note]")) return next(() => note(event.target.elements));
    const { tags, collection } = event.target.elements;
    let [action, value] = event.submitter.value.split(/:(.*)/s);
    if (action === "named") [action, value] = tags.value ? ["tag", tags.value] : ["collect", collection.value];
    next(() => act(action, value));
  });
}

function sentence(action, value, id) {
  const words = {
    favourite: "A favourite of yours", unfavourite: "No favourite any more", trash: `Picture ${id} is in the trash`,
    rate: Number(value) ? `Rated ${value} of 5` : "No rating", restore: "Put back",
  };
  return words[action] ?? "Done";
}
