// Votes without leaving the page: the next pair is ready when the last is judged, and appears whole.
import { announce } from "./announce.js";
import { tell } from "./notice.js";

const place = document.querySelector("[data-voting]");
// A second press that was meant for the last pair does not hit the next one.
const calm = 300;

if (place) {
  getReady();
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    if (place.ariaBusy !== "true") send(event.target, event.submitter);
  });
}

async function send(form, submitter) {
  place.ariaBusy = "true";
  submitter?.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, submitter)) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-voting]");
    if (next) await show(next, answer.url);
    else tell(page.querySelector("main p:not(.number)")?.textContent ?? "The house could not take that.");
  } catch {
    tell("The house did not answer. Press again: a vote that was counted is not counted twice.");
  } finally {
    submitter?.removeAttribute("aria-disabled");
    setTimeout(() => { place.ariaBusy = "false"; }, calm);
  }
}

async function show(next, address) {
  await Promise.all([...next.querySelectorAll(".rivals img")].map((image) => loaded(image.src)));
  const focused = place.contains(document.activeElement) ? document.activeElement.value : undefined;
  place.replaceChildren(...document.adoptNode(next).childNodes);
  history.replaceState(history.state, "", address);
  if (focused) place.querySelector(`.outcomes [value="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  const words = ["[data-told]", "[data-names]", "[data-progress]", ".empty h2"];
  announce(words.map((selector) => place.querySelector(selector)?.textContent ?? "").filter(Boolean).join(" "));
  getReady();
}

function getReady() {
  for (const address of place.querySelector("[data-ahead]")?.dataset.ahead.split(" ") ?? []) loaded(address);
}

// A picture that does not come must not stop the vote.
async function loaded(address) {
  const image = new Image();
  image.src = address;
  await Promise.race([image.decode().catch(() => null), new Promise((resolve) => setTimeout(resolve, 3000))]);
}
