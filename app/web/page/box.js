/** A box whose words are the state's `q`, and the lines above and below its results. */

import { h } from "./dom.js";
import { change, changed } from "./place.js";

const PAUSE = 200;

/** The box; its words are looked for after a short pause, and at once on Enter. */
export function box(label, q) {
  let typing;
  const look = (event) => {
    event.preventDefault();
    clearTimeout(typing);
    change({ q: input.value.trim() || null }, { replace: true });
  };
  const typed = (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => input.isConnected && look(event), PAUSE);
  };
  const input = h("input", { id: "q", name: "q", type: "search", dir: "auto", maxlength: 512, autocomplete: "off", value: q || "", oninput: typed });
  return h("form", { role: "search", class: "box", onsubmit: look }, h("label", { for: "q" }, label), input);
}

/** The ways a list can be sorted; the first is the default. */
export function sorts(names, state) {
  const now = state.get("sort") || Object.keys(names)[0];
  const links = Object.entries(names).flatMap(([sort, label]) => [" · ",
    h("a", { href: changed(state, { sort }), "aria-current": sort === now && "true" }, label)]);
  return h("p", { class: "sorts" }, "Sort: ", links.slice(1));
}

/** The ways to the pages before and after one. */
export function paging(page, state) {
  const link = (url, text) => url && h("a", { href: changed(state, { cursor: new URL(url, location.href).searchParams.get("cursor") }) }, text);
  return h("p", { class: "paging" }, link(page.previous, "← Previous"), link(page.next, "Next →"));
}
