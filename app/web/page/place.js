/** Where the page stands: its state is the address. */

import { append } from "./api.js";

let listener;
let shown;

/** Call `render(parameters, {moved})` now and for each state; `moved` where it is another place, not the same one changed. */
export async function onPlace(render) {
  listener = render;
  history.replaceState({ ...history.state }, "");
  await tell(false);
  recallScroll();
}

/** Show the state anew. */
export function again() {
  tell(false);
}

/** Change some of the state; null takes a value away; `replace` where going back should not lead here; `kept` is what
 * is too long for an address. */
export function change(values, { replace = false, kept = null } = {}) {
  const address = changed(new URLSearchParams(location.search), { cursor: null, ...values });
  history[replace ? "replaceState" : "pushState"]({ kept }, "", address === "?" ? location.pathname : address);
  tell(false);
}

/** Give the address of a state with some values changed, from its first page. */
export function changed(state, values) {
  const query = new URLSearchParams(state);
  for (const name of ["cursor", ...Object.keys(values)]) query.delete(name);
  append(query, values);
  return `?${query}`;
}

/** Give a turn's place on the page, with spans of its text (UTF-16 units) marked there. */
export function placeOf({ number, interview, revision }, spans = []) {
  const mark = spans.slice(0, 30).map((span) => `_${span.utf16_start}-${span.utf16_end}`).join("");
  const values = mark ? { read: interview.id, revision: revision ?? null, mark: number + mark } : { read: interview.id };
  return `${changed(new URLSearchParams(), values)}#${number}`;
}

function tell(moved) {
  shown = here();
  return listener(new URLSearchParams(location.search), { moved });
}

function here() {
  return JSON.stringify([location.search, history.state?.kept]);
}

function rememberScroll() {
  history.replaceState({ ...history.state, y: scrollY }, "");
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
  history.pushState({}, "", target);
  scrollTo(0, 0);
  tell(true);
});
addEventListener("popstate", async () => {
  if (!history.state) history.replaceState({ kept: JSON.parse(shown)[1] }, ""); // a link to a place in sight
  if (here() === shown) return;
  await tell(true);
  recallScroll();
});
addEventListener("pagehide", rememberScroll);
