// Says a short sentence to people who listen to the page.
export function announce(sentence) {
  // What lies outside an open dialog is not listened to.
  const element = document.querySelector("dialog[open] [data-announcer]") ?? document.querySelector("[data-announcer]");
  if (element) element.textContent = sentence;
}
