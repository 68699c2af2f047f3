/** Asking in sight: the wait, and what went wrong. */

import { leave } from "./api.js";
import { fill, h } from "./dom.js";
import { changed } from "./place.js";

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

/** Show in a place what went wrong; what was cancelled is no fault. */
export function fail(error, place, again) {
  if (error?.name !== "AbortError") fill(place, place === main && h("h1", {}, error?.problem?.title || "Fault"), problem(error, again));
}

/** What went wrong. */
export function problem(error, again) {
  const status = error?.problem?.status, state = new URLSearchParams(location.search);
  const expired = state.has("cursor") && [410, 422].includes(status), passes = again && [0, 502, 503, 504].includes(status);
  return h("div", { class: "problem", role: "alert" },
    h("p", {}, expired ? ["This part of the list is there no longer. ", h("a", { href: changed(state, {}) }, "Begin again")] : error?.message || String(error)),
    passes && h("button", { type: "button", onclick: again }, "Try again"));
}
