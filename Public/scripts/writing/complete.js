// What is being written goes on by itself: from the team's own prompts, tags and lists.
import { listbox } from "../listbox.js";
import { replace } from "./insert.js";

// The server looks at no more.
const LOOKED_AT = 200;

export function complete(area) {
  listbox(area, {
    id: `suggestions-${area.id}`,
    async ask(text, signal) {
      const end = text.slice(-LOOKED_AT);
      if (area.selectionStart !== area.selectionEnd || piece(text).length < 2) return [];
      const answer = await fetch(`/api/words?q=${encodeURIComponent(end)}`, { signal });
      return answer.ok ? answer.json() : [];
    },
    take(suggestion) {
      const caret = area.selectionStart;
      replace(area, caret - piece(area.value.slice(0, caret)).length, caret, suggestion);
      return false;
    },
  });
}

// The last piece: an open list, or what stands behind the last comma, line end, brace, bar or parenthesis.
function piece(text) {
  const lists = text.split("__");
  if (lists.length % 2 === 0) return `__${lists.at(-1)}`;
  return /[^,\n\r{}|()[\]:;]*$/.exec(text)[0].trimStart();
}
