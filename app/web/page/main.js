/** Which view the address asks for. */

import { announce } from "./dom.js";
import { show as interviews } from "./interviews.js";
import { fail, onPlace } from "./place.js";
import { show as quote } from "./quote.js";
import { show as read } from "./read.js";
import { show as search } from "./search.js";
import { show as words } from "./words.js";

const views = { search, interviews, read, quote, words };
const main = document.getElementById("main");
let shown = null;

async function render(state, { moved }) {
  const name = state.has("read") ? "read" : views[state.get("view")] ? state.get("view") : "search";
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  main.querySelectorAll(".problem").forEach((problem) => problem.remove());
  const fresh = moved || shown !== name;
  shown = name;
  try {
    await views[name](main, state, { fresh });
    if (moved && !location.hash) main.focus({ preventScroll: true });
  } catch (error) {
    fail(error);
  }
}

addEventListener("error", (event) => fail(event.error || new Error(event.message)));
addEventListener("unhandledrejection", (event) => fail(event.reason));
onPlace(render);
render(new URLSearchParams(location.search), { moved: false }).then(() => announce(""));
