// Menus (details with data-menu): one is open at a time; Escape or a press elsewhere closes it.
const open = () => document.querySelectorAll("details[data-menu][open]");

addEventListener("toggle", ({ target }) => {
  if (!target.matches("[data-menu][open]")) return;
  for (const menu of open()) if (!menu.contains(target)) menu.open = false;
}, true);

addEventListener("pointerdown", ({ target }) => {
  for (const menu of open()) if (!menu.contains(target)) menu.open = false;
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
  for (const menu of open()) {
    event.preventDefault();
    menu.open = false;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  }
});
