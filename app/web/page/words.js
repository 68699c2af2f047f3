/** Words in use: a concordance, and the share of turns that use them, by year and by speaker. */

import { address, get } from "./api.js";
import { bars } from "./bars.js";
import { announce, counted, fill, h } from "./dom.js";
import { change, changed } from "./place.js";

const SORTS = { date: "date", left: "words before", right: "words after" };

export async function show(main, state, { fresh }) {
  document.title = "Words in use – Verbatim";
  if (fresh || !main.querySelector("#word")) build(main, state);
  const q = state.get("q");
  if (!q) return;
  const filters = { speaker: state.getAll("speaker"), date_from: state.get("date_from"), date_to: state.get("date_to") };
  const [lines, shares] = await Promise.all([
    get(address("v1/concordance", { q, ...filters, sort: state.get("sort"), cursor: state.get("cursor"), width: 8, limit: 50 }), "lines"),
    get(address("v1/search", { q, ...filters, facets: "year,speaker", limit: 1 }), "shares"),
  ]);
  fill(main.querySelector("#lines"),
    h("p", { class: "understood" }, `${counted(lines.total, "match", "matches")} in ${counted(shares.total, "turn")}: ${lines.query.interpreted}`),
    charts(shares.facets, state), sorts(state), table(lines.items), paging(lines, state));
  announce(`${counted(lines.total, "match", "matches")}`);
}

function build(main, state) {
  let typing;
  const typed = (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => change({ q: event.target.value.trim(), cursor: null }, { replace: true }), 250);
  };
  fill(main,
    h("h1", {}, "Words in use"),
    h("form", { role: "search", class: "box", onsubmit: (event) => event.preventDefault() },
      h("label", { for: "word" }, "Words or a phrase, as in the search"),
      h("input", { id: "word", type: "search", dir: "auto", maxlength: 512, autocomplete: "off", value: state.get("q") || "", oninput: typed })),
    h("div", { id: "lines" }));
}

function charts(facets, state) {
  const share = (value) => value.of ? value.count / value.of : 0;
  const bar = (value, filter) => ({
    label: value.label, value: share(value), href: changed(state, filter),
    title: `${value.label}: ${(share(value) * 100).toFixed(1)} % (${value.count.toLocaleString("en")} of ${counted(value.of, "turn")})`,
  });
  const years = [...facets.year].sort((a, b) => a.value.localeCompare(b.value));
  const speakers = [...facets.speaker].slice(0, 10);
  return h("div", { class: "charts" },
    years.length ? h("section", {}, h("h2", {}, "Share of turns, by year"), bars(years.map((year) => bar(year, { date_from: year.value, date_to: year.value })))) : null,
    speakers.length ? h("section", {}, h("h2", {}, "Share of turns, by speaker"), h("ul", { class: "shares" }, ...speakers.map((speaker) => {
      const { title, href } = bar(speaker, { speaker: speaker.value });
      return h("li", {}, h("a", { href, dir: "auto" }, speaker.label), h("meter", { min: 0, max: 1, value: share(speaker), title }), h("span", { class: "count" }, `${(share(speaker) * 100).toFixed(1)} %`));
    }))) : null);
}

function sorts(state) {
  const now = state.get("sort") || "date";
  const link = ([sort, label]) => sort === now ? h("strong", { "aria-current": "true" }, label) : h("a", { href: changed(state, { sort }) }, label);
  return h("p", { class: "sorts" }, "Sort by ", ...Object.entries(SORTS).flatMap((one, i) => i ? [" · ", link(one)] : [link(one)]));
}

function table(lines) {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Concordance" }, h("table", { class: "concordance" },
    h("thead", {}, h("tr", {}, ...["Before", "Match", "After", "Where"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, ...lines.map((line) => h("tr", {},
      h("td", { class: "left" }, h("bdi", {}, line.left)), h("td", {}, h("mark", {}, line.match)), h("td", {}, h("bdi", {}, line.right)),
      h("td", { class: "where" }, h("a", { href: `?read=${line.interview.id}#${line.turn.id.split(".").pop()}` }, line.turn.label), line.interview.date ? ` ${line.interview.date}` : ""))))));
}

function paging(page, state) {
  const link = (url, text) => url && h("a", { href: changed(state, { cursor: new URL(url, location.href).searchParams.get("cursor") }) }, text);
  return h("p", { class: "paging" }, link(page.previous, "← Previous"), link(page.next, "Next →"));
}
