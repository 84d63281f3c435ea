// Says that scripts run: what only works with them may show (see .scripted in base.css).
document.documentElement.dataset.scripts = "";

// Light or dark at once; the server keeps the choice, in a cookie that scripts cannot write.
const button = document.querySelector("[data-theme-switch]");

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

button?.addEventListener("click", (event) => {
  event.preventDefault();
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  fetch("/theme", { method: "POST", body: new URLSearchParams({ theme }), redirect: "manual", keepalive: true });
});
