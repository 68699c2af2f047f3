/** Where the page stands: its state is the address, and going elsewhere needs no new page. */

import { h } from "./dom.js";

const listeners = [];

/** Call `listener(parameters, {moved})` for each new state; `moved` where it is another place, not the same one changed. */
export function onPlace(listener) {
  listeners.push(listener);
}

/** Go to a state; `replace` where going back should not lead here, as while one types. */
export function go(parameters, { replace = false } = {}) {
  const query = new URLSearchParams(parameters).toString();
  history[replace ? "replaceState" : "pushState"](null, "", `${location.pathname}${query ? `?${query}` : ""}`);
  tell(false);
}

/** Change some of the state; null takes a value away. */
export function change(values, options) {
  const state = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === "") state.delete(name);
    else state.set(name, value);
  }
  go(state, options);
}

/** Give the address of a state with some values changed, from its first page. */
export function changed(state, values) {
  const query = new URLSearchParams(state);
  query.delete("cursor");
  for (const [name, value] of Object.entries(values)) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return `?${query}`;
}

/** Say what went wrong, where it went wrong; what was cancelled is no fault. */
export function fail(error, place = document.getElementById("main")) {
  if (error?.name === "AbortError") return;
  place.prepend(h("p", { class: "problem", role: "alert" }, error?.message || String(error)));
}

function tell(moved) {
  for (const listener of listeners) listener(new URLSearchParams(location.search), { moved });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const target = new URL(link.getAttribute("href"), location.href);
  if (target.origin !== location.origin || target.pathname !== location.pathname || target.search === location.search) return;
  event.preventDefault();
  history.pushState(null, "", target);
  tell(true);
});
addEventListener("popstate", () => tell(true));
