// The wall: turns its panels, takes what is pushed, and says when it has lost the connection.
import { isTyping, say } from "./script/page.js";
import { listen, Refused } from "./script/stream.js";

const LOOK = 5000; // how often ages are looked at
const SILENCE = 45_000; // the stream says at least every 15 s that it is alive
const FRESH = 900; // seconds after which a figure without a rule of its own is old once nobody tells
const LATER = [1000, 2000, 5000, 10_000];
const TRY_PUSH_AGAIN = 60_000;
const SETTLED = 30_000; // a page is not drawn anew sooner

const wall = document.querySelector("[data-wall]");
const { stream, poll } = wall.dataset;
const status = document.querySelector("[data-status]");
const time = (at) => new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }).format(at);

// ------------------------------------------------------------------------------------------- turning
const panels = [...document.querySelectorAll("[data-panel]")];
const dots = [...document.querySelectorAll("[data-turn]")];
const button = document.querySelector("[data-pause-button]");
let current = Math.max(0, panels.findIndex((panel) => panel.classList.contains("is-current")));
let paused = matchMedia("(prefers-reduced-motion: reduce)").matches;
let timer;

function turn(to) {
  current = (to + panels.length) % panels.length;
  panels.forEach((panel, nth) => panel.classList.toggle("is-current", nth === current));
  dots.forEach((dot, nth) => (nth === current ? dot.setAttribute("aria-current", "true") : dot.removeAttribute("aria-current")));
  wind();
}

function wind() {
  clearTimeout(timer);
  if (!paused && panels.length > 1) timer = setTimeout(() => turn(current + 1), Number(wall.dataset.seconds) * 1000);
  button.querySelector("span").textContent = paused ? wall.dataset.goOn : wall.dataset.pause;
}

function pause() {
  paused = !paused;
  wind();
}

const KEYS = { " ": pause, ArrowRight: () => turn(current + 1), ArrowLeft: () => turn(current - 1), f: fill };

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {});
}

document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key] ?? KEYS[event.key.toLowerCase()];
  if (!act || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("a, button")) return;
  event.preventDefault();
  act();
});
button.addEventListener("click", pause);
dots.forEach((dot, nth) =>
  dot.addEventListener("click", (event) => {
    event.preventDefault();
    turn(nth);
  }),
);

// ------------------------------------------------------------------------------------------ listening
const told = { token: wall.dataset.token, id: undefined, lostAt: undefined, heardAt: Date.now() };

function hear({ name, data, id }) {
  told.heardAt = Date.now();
  if (id) told.id = id;
  if (name === "pass") told.token = data.token;
  if (name === "ended") throw new Refused();
  if (name === "pieces") take(data);
  if (told.lostAt && name !== "open") found();
}

function take({ at, layout, pieces }) {
  if (layout !== wall.dataset.layout && performance.now() > SETTLED) return location.reload(); // other fields: another page
  for (const [name, html] of Object.entries(pieces)) {
    const piece = document.querySelector(`[data-piece="${CSS.escape(name)}"]`);
    if (!piece || piece.innerHTML === html) continue;
    piece.innerHTML = html;
    piece.classList.remove("is-new");
    void piece.offsetWidth; // so that the sign of something new begins again
    piece.classList.add("is-new");
  }
  say_("fresh", new Date(at));
  look();
}

function say_(phrase, at) {
  status.querySelector("[data-status-text]").textContent = say(wall.dataset[phrase], { time: at ? time(at) : "" });
  status.classList.toggle("is-lost", phrase !== "fresh");
}

function lose() {
  told.lostAt ??= told.heardAt;
  say_("lost", new Date(told.lostAt));
  look();
}

function found() {
  told.lostAt = undefined;
  say_("fresh", new Date());
  look();
}

/** Make grey what is older than it may be: nobody can tell us any more that it still holds. */
function look() {
  for (const tile of document.querySelectorAll("[data-as-of]")) {
    const age = (Date.now() - (Date.parse(tile.dataset.asOf) || told.heardAt)) / 1000; // live: as of when we last heard
    tile.classList.toggle("is-late", Boolean(told.lostAt) && age > (Number(tile.dataset.lateAfter) || FRESH));
  }
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Listen to one address until it ends or falls silent. */
async function once(address) {
  const stop = new AbortController();
  const began = Date.now();
  const watch = setInterval(() => Date.now() - Math.max(told.heardAt, began) > SILENCE && stop.abort(), LOOK);
  let pause_ = LATER[0];
  const headers = { Authorization: `Bearer ${told.token}`, ...(told.id ? { "Last-Event-ID": told.id } : {}) };
  try {
    await listen(address, { headers, hear, retry: (given) => (pause_ = given), signal: stop.signal });
  } finally {
    clearInterval(watch);
  }
  return pause_;
}

/** Listen for ever: to the push process, and where it cannot be reached, by asking again and again. */
async function listenOn() {
  let failures = 0;
  let pollUntil = 0;
  for (;;) {
    const asks = !stream || Date.now() < pollUntil;
    try {
      const rest = await once(asks ? poll : stream);
      failures = 0;
      if (told.lostAt) found();
      await wait(rest);
    } catch (error) {
      if (error instanceof Refused && asks) return say_("ended");
      failures += 1;
      pollUntil = asks ? 0 : Date.now() + TRY_PUSH_AGAIN;
      if (failures > 1) lose();
      await wait(asks ? LATER[Math.min(failures >> 1, LATER.length - 1)] : 0);
    }
  }
}

const clock = document.querySelector("[data-clock]");
const tick = () => (clock.textContent = time(new Date()));
tick();
setInterval(tick, LOOK);
setInterval(look, LOOK);
wind();
listenOn();
