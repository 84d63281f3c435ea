// The ground behind a picture: as the page, black, mid grey, white; one key, remembered.
const stage = document.querySelector("[data-stage]");
const grounds = ["", "black", "grey", "white"];

if (stage) {
  show(localStorage.getItem("ground") ?? "");
  addEventListener("keydown", (event) => {
    if (event.key !== "b" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    const next = grounds[(grounds.indexOf(stage.dataset.ground ?? "") + 1) % grounds.length];
    localStorage.setItem("ground", next);
    show(next);
  });
}

function show(ground) {
  stage.dataset.ground = ground;
}
