/** Which view the address asks for. */

import { attempt, problem } from "./attempt.js";
import { show as interviews } from "./interviews.js";
import { again, onPlace } from "./place.js";
import { show as quote } from "./quote.js";
import { show as read } from "./read.js";
import { show as search } from "./search.js";
import { show as words } from "./words.js";

const views = { search, interviews, read, quote, words };
const main = document.getElementById("main");
let shown = null;

function render(state, { moved }) {
  const name = state.has("read") ? "read" : Object.hasOwn(views, state.get("view")) ? state.get("view") : "search";
  for (const link of document.querySelectorAll("nav a")) {
    link.ariaCurrent = link.dataset.view === name ? "page" : null;
  }
  const fresh = moved || shown !== name;
  shown = name;
  return attempt(async () => {
    if (moved && !location.hash) main.focus({ preventScroll: true });
    await views[name](main, state, { fresh });
  }, again);
}

const report = (error) => main.prepend(problem(error));
addEventListener("error", (event) => report(event.error || new Error(event.message)));
addEventListener("unhandledrejection", (event) => event.reason?.name === "AbortError" || report(event.reason));
onPlace(render);
