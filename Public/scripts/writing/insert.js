// Puts a text in the place of another as if it had been typed, so that Ctrl+Z takes it back.
export function replace(area, start, end, text) {
  area.focus();
  area.setSelectionRange(start, end);
  // The only way that browsers keep in their history; where it is missing, the change itself still happens.
  if (!document.execCommand?.(text ? "insertText" : "delete", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}
