// Keeps the page as new as its server. Every [data-live] element names the topics it shows; when one of them changes,
// the page is fetched again and the elements whose markup differs are replaced. Without this script all pages still read.
"use strict";

const folded = new Set();
const shown = new WeakMap();
let running = false, again = false;

const regions = () => [...document.querySelectorAll("[data-live]")];

async function refresh() {
  if (running) { again = true; return; }
  running = true;
  try {
    do {
      again = false;
      const address = location.href;
      const response = await fetch(address, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (address === location.href) regions().forEach(region => replace(region, page.getElementById(region.id)));
    } while (again);
  } catch {
    // The server is gone or restarts; the event stream reconnects and refreshes then.
  } finally {
    running = false;
  }
}

function replace(region, fresh) {
  if (!fresh || shown.get(region) === fresh.innerHTML) return;
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 40;
  const closed = new Set([...region.querySelectorAll("details:not([open])")].map(title));
  const scrolls = [...region.querySelectorAll(".scroll, .waterfall, .pane")].map(box => [box.scrollLeft, box.scrollTop]);
  const focus = region.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  shown.set(region, fresh.innerHTML);
  region.innerHTML = fresh.innerHTML;
  region.querySelectorAll("details").forEach(group => { group.open = !closed.has(title(group)); });
  region.querySelectorAll(".scroll, .waterfall, .pane").forEach((box, index) => {
    if (scrolls[index]) [box.scrollLeft, box.scrollTop] = scrolls[index];
  });
  fold();
  if (focus) [...region.querySelectorAll("a")].find(link => link.getAttribute("href") === focus)?.focus({ preventScroll: true });
  if ("stick" in region.dataset && atEnd) scrollTo(0, document.documentElement.scrollHeight);
}

const title = group => group.querySelector("summary").firstElementChild.firstChild.textContent.trim();

function fold() {
  let below = Infinity;
  document.querySelectorAll(".wf-row").forEach(row => {
    const depth = Number(row.dataset.depth), shut = folded.has(row.dataset.span);
    if (depth <= below) below = Infinity;
    row.hidden = depth > below;
    if (shut && below === Infinity) below = depth;
    row.querySelector(".fold")?.setAttribute("aria-expanded", String(!shut));
  });
}

document.addEventListener("click", event => {
  const button = event.target.closest(".fold");
  if (button) {
    const id = button.closest(".wf-row").dataset.span;
    if (!folded.delete(id)) folded.add(id);
    fold();
    return;
  }
  const link = event.target.closest("a[data-swap]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    history.pushState(null, "", link.href);
    refresh();
  }
});

// A command's button posts without leaving the page; how it ended comes with the next refresh.
document.addEventListener("submit", async event => {
  const form = event.target;
  if (form.method !== "post" || "plain" in form.dataset) return; // plain: the server leads on to where it belongs
  event.preventDefault();
  if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
  form.querySelector("button").disabled = true;
  try {
    const response = await fetch(form.action, { method: "POST", redirect: "manual" });
    const shown = new URL(form.action).pathname.split("/")[2];
    if (response.type === "opaqueredirect") history.pushState(null, "", `/?show=${shown}`);
  } finally {
    refresh();
  }
});

document.addEventListener("change", event => event.target.closest(".filter select:not([data-wait])")?.form.requestSubmit());
addEventListener("popstate", refresh);

let events;
const dot = document.getElementById("live");

// Browsers allow six connections to a server: a page nobody looks at gives its own back.
function listen() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource("/events");
  events.onopen = () => { show(true); refresh(); };
  events.onerror = () => show(false);
  events.onmessage = message => {
    const topics = message.data.split(" ");
    if (regions().some(region => region.dataset.live.split(" ").some(topic => topics.includes(topic)))) refresh();
  };
}

function show(live) {
  dot.hidden = false;
  dot.className = live ? "on" : "off";
  dot.textContent = live ? "live" : "disconnected";
  dot.title = live ? "This page updates itself" : "The dashboard does not answer; trying again";
}

document.documentElement.classList.add("js");
regions().forEach(region => shown.set(region, region.innerHTML));
document.addEventListener("visibilitychange", listen);
if (document.querySelector("[data-stick]")) scrollTo(0, document.documentElement.scrollHeight);
listen();
