// Names to choose from while a tag or a collection is typed: asked for when a field first wants them, and of tags again
// with every letter, for the one behind the last comma.
const lists = [...document.querySelectorAll("datalist[data-names]")];
let isAsked = false;
let timer = 0;

async function ask(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

const listOf = (field) => lists.find((list) => list.id === field.getAttribute?.("list"));
const begun = (field) => field.value.slice(field.value.lastIndexOf(",") + 1).trimStart();

addEventListener("focusin", async (event) => {
  if (isAsked || !listOf(event.target)) return;
  isAsked = true;
  const names = await ask("/api/marks");
  if (!names) { isAsked = false; return; }
  for (const list of lists) list.replaceChildren(...names[list.dataset.names].map((name) => new Option(name, name)));
});

// The browser compares a suggestion with the whole field: what stands in front of the comma stands in each.
async function suggest(field, list) {
  const word = begun(field);
  const found = await ask(`/api/tags?${new URLSearchParams({ q: word, limit: 12 })}`);
  if (!found || word !== begun(field)) return;
  const head = field.value.slice(0, field.value.length - word.length);
  const given = head.toLowerCase().split(",").map((tag) => tag.trim());
  const fresh = found.tags.filter(({ tag }) => !given.includes(tag.toLowerCase()));
  list.replaceChildren(...fresh.map(({ tag, count }) => new Option(`${tag} (${count})`, head + tag)));
}

addEventListener("input", (event) => {
  const list = listOf(event.target);
  if (list?.dataset.names !== "tags") return;
  clearTimeout(timer);
  timer = setTimeout(() => suggest(event.target, list), 100);
});
