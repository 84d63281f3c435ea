// The keyboard: single keys act on what carries them in data-key, g and a letter goes to a page, ? lists them all.
const pages = new Map([...document.querySelectorAll("[data-go]")].map((link) => [link.dataset.go, link.href]));
let awaitsPage = false;

addEventListener("keydown", (event) => {
  // A key held down is one press: some of them are paid for.
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (document.querySelector("dialog[open]:not(.over)")) return;
  // The lightbox lies over another page; the keys of that page are not its own.
  const page = document.querySelector("dialog.over") ?? document;
  const key = event.key;
  if (awaitsPage) {
    awaitsPage = false;
    if (pages.has(key)) { event.preventDefault(); location.href = pages.get(key); return; }
  }
  if (key === "g") { awaitsPage = true; setTimeout(() => { awaitsPage = false; }, 1500); return; }
  if (key === "/") {
    event.preventDefault();
    const search = document.getElementById("search");
    search.focus();
    search.select();
    return;
  }
  if (key === "?") { event.preventDefault(); document.getElementById("keys").showModal(); return; }
  if (event.shiftKey) return;
  const element = page.querySelector(`[data-key~="${CSS.escape(key)}"]:not([aria-busy="true"] *)`);
  if (element) { event.preventDefault(); element.click(); }
});
