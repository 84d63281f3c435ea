// The filters open over the page they are for; without scripts they are a page of their own.
const link = document.querySelector("[data-filters]");

link?.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const typed = document.getElementById("search").value;
  const address = new URL(link.href);
  address.searchParams.set("q", typed);
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("[data-filters-form]");
    if (!answer.ok || !form) throw new Error("no form");
    show(document.adoptNode(form), address);
  } catch {
    location.href = address;
  }
});

function show(form, address) {
  document.getElementById("filters")?.remove();
  const dialog = document.createElement("dialog");
  dialog.id = "filters";
  dialog.className = "keys filter-dialog";
  dialog.setAttribute("aria-label", "Filters");
  const buttons = form.querySelector("p");
  const help = Object.assign(document.createElement("a"), { className: "help", href: address, textContent: "How to type them" });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: "Close" });
  close.addEventListener("click", () => dialog.close());
  buttons.append(" ", close, " ", help);
  dialog.append(form);
  document.body.append(dialog);
  // A press beside it closes it.
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => { dialog.remove(); link.focus(); });
  dialog.showModal();
}
