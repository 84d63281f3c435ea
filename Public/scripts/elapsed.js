// Counts the seconds of what is running and moves its bar against the usual time, between the server's events.
function tick() {
  for (const element of document.querySelectorAll("[data-started]")) {
    const elapsed = Math.max(0, (Date.now() - Number(element.dataset.started)) / 1000);
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
