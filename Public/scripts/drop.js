// Files and folders that are dragged onto the gallery or the page for them. What takes them is fetched when it is
// needed. Without this script the page's form sends what is chosen at once.
const page = document.querySelector("[data-import]");
if (page || location.pathname === "/") begin();

function begin() {
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  const shade = (isOn) => document.body.toggleAttribute("data-dropping", isOn);
  const load = () => import("./bring.js");
  if (page) load().then((bringing) => bringing.takeOver(page.querySelector("[data-import-form]")));

  addEventListener("dragenter", (event) => {
    if (!hasFiles(event)) return;
    load();
    shade(true);
  });
  addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) shade(false); });
  addEventListener("drop", async (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    shade(false);
    // The entries are only there while the event is handled; what is in them may be read later.
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const entries = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile()).filter(Boolean);
    const bringing = await load();
    for (const entry of entries) await bringing.gather(entry);
  });
}
