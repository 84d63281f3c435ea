// Counts the seconds of what is running and moves its bar against the usual time, between the server's events.
// The server says how long it has run; the clocks of two machines are never compared.
const begun = new WeakMap();

function tick() {
  const now = performance.now();
  for (const element of document.querySelectorAll("[data-running]")) {
    if (!begun.has(element)) begun.set(element, now - Number(element.dataset.running) * 1000);
    const elapsed = (now - begun.get(element)) / 1000;
    const usual = Number(element.dataset.usual);
    const words = element.querySelector("[data-elapsed]");
    if (words) words.textContent = `${elapsed.toFixed(elapsed < 10 ? 1 : 0)} s of about ${usual.toFixed(usual < 10 ? 1 : 0)} s`;
    // Past the usual time the bar creeps on without ever claiming to be done.
    const share = elapsed < usual ? (elapsed / usual) * 90 : 90 + 9 * (1 - usual / elapsed);
    const bar = element.querySelector("progress");
    if (bar) bar.value = share;
  }
}
setInterval(tick, 200);
