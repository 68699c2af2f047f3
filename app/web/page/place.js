/** Where the page stands: its state is the address, and going elsewhere needs no new page. */

import { append } from "./api.js";

let listener;
let search;

/** Call `listener(parameters, {moved})` now and for each new state; `moved` where it is another place, not the same one changed. */
export async function onPlace(render) {
  listener = render;
  await tell(false);
  recallScroll();
}

/** Show the state anew. */
export function again() {
  tell(false);
}

/** Change some of the state; null takes a value away; `replace` where going back should not lead here, as while one types. */
export function change(values, { replace = false } = {}) {
  const address = changed(new URLSearchParams(location.search), { cursor: null, ...values });
  history[replace ? "replaceState" : "pushState"](null, "", address === "?" ? location.pathname : address);
  tell(false);
}

/** Give the address of a state with some values changed, from its first page; lists are repeated. */
export function changed(state, values) {
  const query = new URLSearchParams(state);
  for (const name of ["cursor", ...Object.keys(values)]) query.delete(name);
  append(query, values);
  return `?${query}`;
}

/** Give a turn's place on the page, with spans of its text (UTF-16 units, as of its revision) marked there. */
export function placeOf({ id, interview, revision }, spans = []) {
  const mark = spans.slice(0, 30).map((span) => `_${span.utf16_start}-${span.utf16_end}`).join("");
  const number = id.slice(id.lastIndexOf(".") + 1);
  const values = mark ? { read: interview.id, revision: revision ?? null, mark: number + mark } : { read: interview.id };
  return `${changed(new URLSearchParams(), values)}#${number}`;
}

function tell(moved) {
  search = location.search;
  return listener(new URLSearchParams(search), { moved });
}

function rememberScroll() {
  history.replaceState({ y: scrollY }, "");
}

function recallScroll() {
  if (history.state?.y !== undefined) scrollTo(0, history.state.y);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || link.hasAttribute("download")) return;
  const target = new URL(link.getAttribute("href"), location.href);
  if (target.origin !== location.origin || target.pathname !== location.pathname || target.search === location.search) return;
  event.preventDefault();
  rememberScroll();
  history.pushState(null, "", target);
  scrollTo(0, 0);
  tell(true);
});
addEventListener("popstate", async () => {
  if (location.search === search) return;
  await tell(true);
  recallScroll();
});
addEventListener("pagehide", rememberScroll);
