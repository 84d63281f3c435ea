// The ground behind a picture: as the page, black, mid grey, white; one key, remembered.
const root = document.documentElement;
const grounds = ["", "black", "grey", "white"];

root.dataset.ground = localStorage.getItem("ground") ?? "";

addEventListener("keydown", (event) => {
  if (event.key !== "b" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!document.querySelector("[data-stage]") || event.target.closest("input, textarea, select, .keys")) return;
  const next = grounds[(grounds.indexOf(root.dataset.ground) + 1) % grounds.length];
  localStorage.setItem("ground", next);
  root.dataset.ground = next;
});
