// Weights such as (word:1.1), by Ctrl+Up and Ctrl+Down. The rule is that of Sources/Phrasing/WeightChange.swift, and
// both are tested with the same cases.
import { replace } from "./insert.js";

const ENDS = /[\s.,/!?%^*;:{}=~()[\]<>|"\\]/;

export function changeWeight(area, isUp) {
  const change = weigh(area.value, area.selectionStart, area.selectionEnd, isUp);
  if (!change) return;
  replace(area, change.start, change.end, change.text);
  area.setSelectionRange(...change.selection);
}

export function weigh(text, from, to, isUp) {
  let group = null;
  let [start, end] = [from, to];
  if (from === to) {
    group = weighted(text, from);
    if (!group) {
      while (start > 0 && !ENDS.test(text[start - 1])) start -= 1;
      while (end < text.length && !ENDS.test(text[end])) end += 1;
    }
  } else {
    while (start < end && /\s/.test(text[start])) start += 1;
    while (start < end && /\s/.test(text[end - 1])) end -= 1;
  }
  if (!group && start === end) return null;
  group ??= whole(text, start, end) ?? around(text, start, end);
  const found = group ?? { start, end, words: [start, end], weight: 100 };
  const weight = Math.min(Math.max(found.weight + (isUp ? 10 : -10), 10), 990);
  const words = text.slice(...found.words);
  const begin = found.start + (weight === 100 ? 0 : 1);
  return {
    start: found.start,
    end: found.end,
    text: weight === 100 ? words : `(${words}:${written(weight)})`,
    selection: [begin, begin + words.length],
  };
}

// One digit behind the point, two where they are needed.
function written(weight) {
  return weight % 10 === 0 ? (weight / 100).toFixed(1) : (weight / 100).toFixed(2);
}

// The innermost parentheses with a weight around the caret.
function weighted(text, caret) {
  let depth = 0;
  for (let index = caret - 1; index >= 0; index -= 1) {
    if (isEscaped(text, index)) continue;
    if (text[index] === ")") depth += 1;
    if (text[index] !== "(") continue;
    if (depth > 0) { depth -= 1; continue; }
    const close = closing(text, index);
    const group = close < 0 ? null : read(text, index, close);
    if (group && group.end > caret) return group;
  }
  return null;
}

// The selection is a whole one, parentheses and all.
function whole(text, start, end) {
  if (text[start] !== "(" || isEscaped(text, start) || closing(text, start) !== end - 1) return null;
  if (end - start <= 2) return null;
  return read(text, start, end - 1) ?? { start, end, words: [start + 1, end - 1], weight: 110 };
}

// The selection is what stands in one.
function around(text, start, end) {
  const open = start - 1;
  if (open < 0 || text[open] !== "(" || isEscaped(text, open)) return null;
  const close = closing(text, open);
  if (close === end) return { start: open, end: close + 1, words: [start, end], weight: 110 };
  const group = close < 0 ? null : read(text, open, close);
  return group && group.words[0] === start && group.words[1] === end ? group : null;
}

// (words:1.1) between two parentheses.
function read(text, open, close) {
  const found = /^(.+):(\d+\.?\d*|\.\d+)$/s.exec(text.slice(open + 1, close));
  const weight = found ? Math.round(Number(found[2]) * 100) : NaN;
  if (!(weight < 10000)) return null;
  return { start: open, end: close + 1, words: [open + 1, open + 1 + found[1].length], weight };
}

function closing(text, open) {
  let depth = 0;
  for (let index = open; index < text.length; index += 1) {
    if (isEscaped(text, index)) continue;
    if (text[index] === "(") depth += 1;
    if (text[index] === ")") {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
}

function isEscaped(text, index) {
  let slashes = 0;
  while (text[index - slashes - 1] === "\\") slashes += 1;
  return slashes % 2 === 1;
}
