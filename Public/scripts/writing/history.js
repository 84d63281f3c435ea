// Alt+Up goes back through one's own prompts, the newest first; Alt+Down comes forward again, to what was typed.
import { announce } from "../announce.js";
import { replace } from "./insert.js";

export function history(area) {
  if (area.dataset.writing === "no-history") return;
  let prompts = null;
  let at = -1;
  let typed = "";
  let isOurs = false;

  area.addEventListener("input", () => { if (!isOurs) at = -1; });
  area.addEventListener("keydown", async (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    prompts ??= await mine();
    if (at < 0) typed = area.value;
    // What stands here already is no step.
    const list = prompts.filter((prompt) => prompt !== typed);
    const next = at + (event.key === "ArrowUp" ? 1 : -1);
    if (next >= list.length || next < -1) return announce(event.key === "ArrowUp" ? "No earlier prompts." : "That is the newest.");
    at = next;
    isOurs = true;
    replace(area, 0, area.value.length, at < 0 ? typed : list[at]);
    isOurs = false;
    announce(at < 0 ? "What was typed." : `Earlier prompt ${at + 1} of ${list.length}.`);
  });

  async function mine() {
    try {
      const answer = await fetch("/api/words/mine");
      return answer.ok ? await answer.json() : [];
    } catch { return []; }
  }
}
