// Says a short sentence to people who listen to the page.
export function announce(sentence) {
  const element = document.querySelector("[data-announcer]");
  if (element) element.textContent = sentence;
}
