/** Asking in sight: that the page waits, and what went wrong. */

import { leave } from "./api.js";
import { fill, h } from "./dom.js";

const main = document.getElementById("main");
let attempts = 0;

/** Do some work instead of what was under way; `again` is offered where it fails for now only. */
export async function attempt(work, again) {
  leave();
  const mine = ++attempts;
  main.querySelectorAll(".problem").forEach((problem) => problem.remove());
  main.classList.add("waiting");
  try {
    await work();
  } catch (error) {
    fail(error, document.getElementById("answer") || main, again);
  } finally {
    if (mine === attempts) main.classList.remove("waiting");
  }
}

/** Show in a place what went wrong, and nothing else; what was cancelled is no fault. */
export function fail(error, place, again) {
  if (error?.name !== "AbortError") fill(place, problem(error, again));
}

/** What went wrong, to read. */
export function problem(error, again) {
  const passes = again && [0, 502, 503, 504].includes(error?.problem?.status);
  return h("div", { class: "problem", role: "alert" },
    h("p", {}, error?.message || String(error)),
    passes && h("button", { type: "button", onclick: again }, "Try again"));
}
