// Help in every field that a prompt is written in: weights, ways to go on, one's own earlier prompts, and what the form
// says of the words while they are typed.
import { changeWeight } from "./writing/weight.js";
import { complete } from "./writing/complete.js";
import { history } from "./writing/history.js";
import { live } from "./writing/live.js";

for (const area of document.querySelectorAll("textarea[data-writing]")) {
  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    changeWeight(area, event.key === "ArrowUp");
  });
  complete(area);
  history(area);
}
for (const form of document.querySelectorAll("form[data-words]")) live(form);
