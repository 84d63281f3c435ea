// Names to choose from while a tag or a collection is typed: asked for when a field first wants them.
const lists = [...document.querySelectorAll("datalist[data-names]")];
let isAsked = false;

addEventListener("focusin", async (event) => {
  const id = event.target.getAttribute?.("list");
  if (isAsked || !lists.some((list) => list.id === id)) return;
  isAsked = true;
  const answer = await fetch("/api/marks").catch(() => null);
  if (!answer?.ok) { isAsked = false; return; }
  const names = await answer.json();
  for (const list of lists) list.replaceChildren(...names[list.dataset.names].map((name) => new Option(name, name)));
});
