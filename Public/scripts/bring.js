// Sends pictures one by one, two at a time, each with its own answer, and shows how far it has come.
import { announce } from "./announce.js";

const most = 32 * 1024 * 1024; // bytes of a file, as the server takes them
const atOnce = 2;
const named = 20;
const kinds = /\.(png|jpe?g|webp)$/i;

let waiting = [];
let stop = null;
let sums = null;
let panel = null;

const styles = new URL("../styles/import.css", import.meta.url).href;
document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: styles }));

// The page's form: what is chosen goes the same way as what is dropped.
export function takeOver(form) {
  form.querySelector(".help").textContent = "Up to 32 MB each, as many as you like.";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
    form.reset();
    add(files.filter((file) => !isHidden(file.webkitRelativePath || file.name)));
  });
}

function isHidden(path) { return path.split("/").some((part) => part.startsWith(".")); }

// A file, or a folder with all below it, its files in the order of their names.
export async function gather(entry) {
  if (entry instanceof File) return add([entry]);
  if (entry.name.startsWith(".")) return;
  if (entry.isFile) {
    return new Promise((done) => entry.file((file) => done(add([file])), () => done(lose(entry.name, "It cannot be read."))));
  }
  const reader = entry.createReader();
  const all = [];
  for (;;) {
    const some = await new Promise((done) => reader.readEntries(done, () => done([])));
    if (some.length === 0) break;
    all.push(...some);
  }
  all.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const one of all) await gather(one);
}

function add(files) {
  if (files.length === 0) return;
  if (!stop) start();
  for (const file of files) {
    sums.files += 1;
    if (!kinds.test(file.name) && !/^image\/(png|jpeg|webp)$/.test(file.type)) sums.others += 1;
    else if (file.size > most) lose(file.name, "It is larger than 32 MB.");
    else waiting.push(file);
  }
  show();
  while (sums.flying < atOnce && waiting.length > 0) send();
  finish();
}

function start() {
  stop = new AbortController();
  sums = { files: 0, done: 0, brought: 0, known: 0, trashed: 0, others: 0, faults: [], flying: 0, days: [], ids: [] };
  sums.since = performance.now();
  sums.isStopped = false;
  panel?.section.remove();
  panel = build();
}

async function send() {
  sums.flying += 1;
  const [mine, file] = [sums, waiting.shift()];
  try {
    const query = new URLSearchParams({ name: file.webkitRelativePath || file.name, modified: file.lastModified });
    const answer = await fetch(`/api/import?${query}`, {
      method: "POST", body: file, signal: stop.signal, headers: { "Content-Type": "application/octet-stream" },
    });
    const said = await answer.json();
    if (answer.ok) {
      mine[said.state] += 1;
      if (said.state !== "trashed") {
        mine.ids.push(said.image);
        mine.days.push(said.day);
      }
    } else lose(file.name, said.error);
  } catch (error) {
    if (!mine.isStopped) lose(file.name, "It did not arrive: the server cannot be reached.");
  }
  mine.flying -= 1;
  mine.done += 1;
  show();
  if (waiting.length > 0) send(); else finish();
}

function lose(name, sentence) {
  if (!stop) start();
  sums.faults.push({ name, sentence });
  if (sums.faults.length > named) return;
  const item = document.createElement("li");
  const label = document.createElement("span");
  label.className = "number";
  label.textContent = name;
  item.append(label, ` ${sentence}`);
  panel.faults.append(item);
  panel.faults.hidden = false;
}

function text() {
  const parts = [`${sums.brought} brought`];
  if (sums.known) parts.push(`${sums.known} already here`);
  if (sums.trashed) parts.push(`${sums.trashed} in the trash, left there`);
  if (sums.others) parts.push(`${sums.others} no pictures`);
  if (sums.faults.length) parts.push(`${sums.faults.length} did not come`);
  return parts.join(", ");
}

function show() {
  const all = sums.done + sums.flying + waiting.length;
  const seconds = (performance.now() - sums.since) / 1000;
  panel.bar.max = Math.max(all, 1);
  panel.bar.value = sums.done;
  const rate = seconds > 1 && sums.done > 0 ? `, ${(sums.done / seconds).toFixed(sums.done / seconds < 10 ? 1 : 0)} a second` : "";
  panel.text.textContent = `${sums.done} of ${all}: ${text()}${rate}`;
}

function finish() {
  if (!stop || sums.flying > 0 || waiting.length > 0) return;
  const sentence = `${sums.isStopped ? "Stopped. " : ""}${text()}.`;
  panel.text.textContent = sentence;
  panel.bar.hidden = panel.stop.hidden = true;
  panel.close.hidden = false;
  panel.link.hidden = sums.ids.length === 0;
  panel.link.href = address();
  announce(sentence);
  stop = null;
}

// Pictures stand where they were made in time: those days are shown.
function address() {
  if (sums.ids.length === 1) return `/images/${sums.ids[0]}`;
  const days = [...sums.days].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === last) return `/?q=on:${first}`;
  const next = new Date(`${last}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return `/?${new URLSearchParams({ q: `after:${first} before:${next.toISOString().slice(0, 10)}` })}`;
}

function build() {
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const section = make("section", { className: "bringing" });
  section.setAttribute("aria-label", "Pictures on their way");
  const parts = {
    section,
    text: make("p", { className: "number" }),
    bar: make("progress", { className: "progress", value: 0, max: 1 }),
    faults: make("ul", { hidden: true }),
    link: make("a", { className: "button primary", textContent: "Show them", hidden: true }),
    stop: make("button", { className: "button", type: "button", textContent: "Stop" }),
    close: make("button", { className: "button", type: "button", textContent: "Close", hidden: true }),
  };
  parts.bar.setAttribute("aria-label", "Pictures sent");
  parts.stop.addEventListener("click", () => {
    sums.isStopped = true;
    waiting = [];
    stop?.abort();
    finish();
  });
  parts.close.addEventListener("click", () => { section.remove(); });
  const buttons = make("p", { className: "buttons" });
  buttons.append(parts.link, parts.stop, parts.close);
  section.append(parts.text, parts.bar, parts.faults, buttons);
  document.querySelector("main").append(section);
  return parts;
}
