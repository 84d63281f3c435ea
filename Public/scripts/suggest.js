// The search box goes on by itself: what may come next is asked of the server and picked with the arrows.
import { listbox } from "./listbox.js";

const box = document.querySelector("[data-suggest]");
if (box) listbox(box, { id: "suggestions", ask, take });

async function ask(text, signal) {
  const answer = await fetch(`/api/suggestions?q=${encodeURIComponent(text)}`, { signal });
  return answer.ok ? answer.json() : [];
}

function take(suggestion) {
  const text = box.value.slice(0, box.selectionStart);
  const rest = box.value.slice(box.selectionStart).replace(/^\S*/, "");
  const head = text.slice(0, start(text)) + suggestion;
  const goesOn = head.endsWith(":");
  box.value = head + (goesOn || rest.startsWith(" ") ? "" : " ") + rest;
  const caret = head.length + (goesOn ? 0 : 1);
  box.setSelectionRange(caret, caret);
  return goesOn;
}

// The last piece is what stands behind the last blank outside of quotes.
function start(text) {
  let quoted = false;
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '"') quoted = !quoted;
    if (!quoted && /\s/.test(text[index])) at = index + 1;
  }
  return at;
}
