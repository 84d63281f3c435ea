// The notice of what was done, with its way back.
import { announce } from "./announce.js";

const place = document.querySelector("[data-notice]");

// Shows the notice of an action, as the server words it.
export async function tellOf(action) {
  const back = location.pathname + location.search;
  const answer = await fetch(`/actions/${action}/notice?${new URLSearchParams({ back })}`);
  if (!answer.ok) return;
  place.innerHTML = await answer.text();
}

// Shows a sentence of the page's own.
export function tell(sentence) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.append(Object.assign(document.createElement("p"), { textContent: sentence }));
  place.replaceChildren(toast);
  announce(sentence);
}

export const clearNotice = () => place.replaceChildren();

place?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-dismiss]");
  if (!link) return;
  event.preventDefault();
  // The address names the action no more: a reload, or a colleague, sees the page alone.
  history.replaceState(history.state, "", link.href);
  clearNotice();
});
