// Copy buttons: each copies the text of the nearest data-copy-text.
import { announce } from "./announce.js";

addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  const source = button && textBeside(button);
  if (!source) return;
  // The clipboard is there on loopback and under TLS only; elsewhere the old way still works.
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(source.textContent);
    else copyBySelection(source);
  } catch {
    return announce("The browser did not let it be copied");
  }
  announce("Copied");
  const icon = button.querySelector("use");
  const symbol = icon.getAttribute("href");
  icon.setAttribute("href", symbol.replace(/#.*/, "#completed"));
  setTimeout(() => icon.setAttribute("href", symbol.replace(/#.*/, "#copy")), 1200);
});

function textBeside(button) {
  for (let element = button.parentElement; element; element = element.parentElement) {
    const found = element.querySelector("[data-copy-text]");
    if (found) return found;
  }
}

function copyBySelection(source) {
  const selection = getSelection();
  selection.selectAllChildren(source);
  document.execCommand("copy");
  selection.removeAllRanges();
}
