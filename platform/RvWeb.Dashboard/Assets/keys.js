// Keyboard, theme, and seconds that count on between two updates of the page.
"use strict";

const help = document.getElementById("keys");
const theme = document.getElementById("theme");
const themes = ["system", "light", "dark"];

theme.addEventListener("click", () => {
  const next = themes[(themes.indexOf(theme.textContent) + 1) % themes.length];
  theme.textContent = next;
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  document.cookie = `rvweb_theme=${next}; path=/; max-age=31536000; samesite=strict`;
});

document.getElementById("help").addEventListener("click", () => help.showModal());

addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog[open]")) return;
  const page = [...document.querySelectorAll(".top nav a")].find(link => link.dataset.key === event.key);
  if (page) page.click();
  else if (event.key === "?") help.showModal();
  else if (event.key === "/") document.querySelector(".filter input[type=search]")?.focus();
  else if (event.key === "Escape") document.querySelector(".pane .close")?.click();
  else if (!walk(event.key)) return;
  event.preventDefault();
});

// Moves through the rows of a trace; the arrow keys only if the focus is there, as they scroll a page.
function walk(key) {
  const rows = [...document.querySelectorAll(".wf-row[data-span]")].filter(row => !row.hidden);
  const inside = document.activeElement.closest(".waterfall");
  if (rows.length === 0 || !(inside || key === "j" || key === "k")) return false;
  const at = rows.findIndex(row => row.contains(document.activeElement));
  const row = rows[at];
  switch (key) {
    case "ArrowDown": case "j": return enter(rows[Math.min(at + 1, rows.length - 1)]);
    case "ArrowUp": case "k": return enter(rows[Math.max(at - 1, 0)]);
    case "ArrowLeft": return turn(row, "true") || enter(rows.slice(0, Math.max(at, 0)).findLast(other => Number(other.dataset.depth) < Number(row.dataset.depth)));
    case "ArrowRight": return turn(row, "false");
    default: return false;
  }
}

function enter(row) {
  row?.querySelector(".wf-text a").focus();
  return row !== undefined;
}

function turn(row, state) {
  const button = row?.querySelector(`.fold[aria-expanded="${state}"]`);
  button?.click();
  return button !== null && button !== undefined;
}

setInterval(() => document.querySelectorAll("[data-count]").forEach(cell => {
  const after = Number(cell.dataset.after ?? 0);
  let seconds = Number(cell.dataset.seconds);
  if (cell.dataset.count === "up") seconds++;
  else if (cell.dataset.count === "wait" && after > 0) cell.dataset.after = after - 1;
  else if (seconds > 0 && --seconds === 0) refresh(); // its state is another now
  cell.dataset.seconds = seconds;
  cell.textContent = `${seconds} s`;
}), 1000);
