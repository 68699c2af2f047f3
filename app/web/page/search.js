/** Search: one box, results as one types, what was understood, facets, hits over time, suggestions. */

import { address, get } from "./api.js";
import { bars } from "./bars.js";
import { announce, counted, fill, h, paragraphs } from "./dom.js";
import { change, changed } from "./place.js";

const FILTERS = ["speaker", "kind", "interview", "outlet", "date_from", "date_to"];
const FACETS = { year: "Year", speaker: "Speaker", kind: "Kind", interview: "Interview" };

export async function show(main, state, { fresh }) {
  if (fresh || !main.querySelector("#q")) build(main, state);
  const box = main.querySelector("#q");
  if (box.value !== (state.get("q") || "")) box.value = state.get("q") || "";
  const results = main.querySelector("#results");
  if (!state.get("q")) return welcome(results);
  document.title = `${state.get("q")} – Verbatim`;
  results.setAttribute("aria-busy", "true");
  try {
    const page = await get(address("v1/search", asked(state)), "search");
    fill(results, ...found(page, state));
    announce(`${counted(page.total, "turn")} found`);
  } finally {
    results.removeAttribute("aria-busy");
  }
}

function build(main, state) {
  let typing;
  const typed = (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => change({ q: event.target.value.trim(), cursor: null }, { replace: true }), 150);
  };
  fill(main,
    h("h1", { class: "unseen" }, "Search published interviews"),
    h("form", { role: "search", class: "box", onsubmit: (event) => { event.preventDefault(); change({ cursor: null }, { replace: true }); } },
      h("label", { for: "q" }, "Words, \"phrases\", prefix*, OR, -without, NEAR/5"),
      h("input", { id: "q", name: "q", type: "search", dir: "auto", autocomplete: "off", maxlength: 512, value: state.get("q") || "", oninput: typed })),
    h("div", { id: "results" }));
  if (document.activeElement === document.body) main.querySelector("#q").focus();
}

function asked(state) {
  const filters = Object.fromEntries(FILTERS.map((name) => [name, state.getAll(name)]));
  return { q: state.get("q"), ...filters, sort: state.get("sort"), cursor: state.get("cursor"), facets: Object.keys(FACETS).join(), context: 2 };
}

async function welcome(results) {
  document.title = "Verbatim";
  const corpus = await get("v1", "search");
  const years = corpus.first_date ? `, ${corpus.first_date.slice(0, 4)}–${corpus.last_date.slice(0, 4)}` : "";
  fill(results,
    h("p", { class: "lead" }, `${counted(corpus.interviews, "interview")}, ${counted(corpus.turns, "turn")}, ${counted(corpus.words, "word")}${years}: as published, to search, to read and to cite.`),
    h("p", {}, h("a", { href: "?view=interviews" }, "All interviews"), " · ", h("a", { href: "?view=quote" }, "Check a quotation"), " · ", h("a", { href: "docs" }, "The API behind this page")));
}

function found(page, state) {
  const understood = h("p", { class: "understood" }, `${counted(page.total, "turn")} with ${page.query.interpreted}`);
  if (!page.total) return [understood, filtersOf(state), suggested(page.suggestions, state)];
  return [
    understood,
    filtersOf(state),
    h("div", { class: "columns" },
      h("aside", { "aria-label": "Narrow the results" }, ...Object.entries(FACETS).map(([name, label]) => facet(name, label, page.facets[name] || [], state))),
      h("section", { "aria-label": "Results" }, sorts(state), h("ol", { class: "hits" }, ...page.items.map(hit)), paging(page, state))),
  ];
}

function filtersOf(state) {
  const set = FILTERS.flatMap((name) => state.getAll(name).map((value) => [name, value]));
  if (!set.length) return null;
  const drop = ([name, value]) => {
    const left = new URLSearchParams(state);
    left.delete(name, value);
    left.delete("cursor");
    return h("li", {}, h("a", { href: `?${left}`, title: "Take this filter away" }, `${name.replace("_", " ")}: ${value} ✕`));
  };
  return h("ul", { class: "filters", "aria-label": "Filters" }, ...set.map(drop));
}

function facet(name, label, values, state) {
  if (!values.length) return null;
  if (name === "year") return h("section", {}, h("h2", {}, "Over time"), bars([...values].sort((a, b) => a.value.localeCompare(b.value)).map((year) => ({
    label: year.label, value: year.count, title: `${year.label}: ${counted(year.count, "turn")} of ${year.of.toLocaleString("en")}`,
    href: changed(state, { date_from: year.value, date_to: year.value }) }))));
  const shown = values.slice(0, 8);
  return h("section", {}, h("h2", {}, label), h("ul", { class: "facet" }, ...shown.map((value) =>
    h("li", {}, h("a", { href: changed(state, { [name]: value.value }), dir: "auto" }, value.label), h("span", { class: "count", title: `${value.count} of ${value.of} turns` }, value.count.toLocaleString("en"))))));
}

function sorts(state) {
  const now = state.get("sort") || "relevance";
  const link = ([sort, label]) => sort === now ? h("strong", { "aria-current": "true" }, label) : h("a", { href: changed(state, { sort }) }, label);
  return h("p", { class: "sorts" }, "Sort: ", ...[["relevance", "relevance"], ["-date", "newest"], ["date", "oldest"]].flatMap((one, i) => i ? [" · ", link(one)] : [link(one)]));
}

function hit(found) {
  const { turn, context } = found;
  const question = context?.before.find((near) => near.url === turn.links.question);
  const place = `?read=${turn.interview.id}#${turn.number}`;
  return h("li", { class: `turn ${turn.kind}` },
    h("p", { class: "where" }, h("a", { href: place }, turn.interview.title || turn.interview.id), turn.interview.date ? `, ${turn.interview.date}` : ""),
    question && h("p", { class: "asked", dir: "auto" }, `${question.label}: ${question.text}`),
    h("p", { class: "snippet", dir: "auto" }, h("b", {}, `${turn.label}: `), ...found.snippet.map((piece) => piece.match ? h("mark", {}, piece.text) : piece.text)),
    h("details", {}, h("summary", {}, "In context"), ...around(found)));
}

function around({ turn, matches, context }) {
  const say = (near) => h("div", { class: `turn ${near.kind}` }, h("b", {}, near.label), ...paragraphs(near.text, near === turn ? matches : []));
  return [...(context?.before || []), turn, ...(context?.after || [])].map(say);
}

function paging(page, state) {
  const link = (url, text, rel) => url && h("a", { href: with_cursor(state, url), rel }, text);
  return h("p", { class: "paging" }, link(page.previous, "← Previous", "prev"), link(page.next, "Next →", "next"));
}

function with_cursor(state, url) {
  return changed(state, { cursor: new URL(url, location.href).searchParams.get("cursor") });
}

function suggested(suggestions, state) {
  if (!suggestions) return null;
  const lines = [
    ...suggestions.spellings.map((near) => [h("a", { href: changed(state, { q: respelled(state.get("q"), near) }) }, near.spelling), ` is in ${counted(near.turns, "turn")}`]),
    ...suggestions.filters.map((filter) => [h("a", { href: changed(state, { [filter.filter]: null }) }, `without the filter ${filter.filter}`), `: ${counted(filter.turns, "turn")}`]),
    ...suggestions.words.filter((word) => word.turns).map((word) => [h("a", { href: changed(state, { q: word.word }) }, word.word), ` alone is in ${counted(word.turns, "turn")}`]),
  ];
  return lines.length ? h("section", {}, h("h2", {}, "Nothing was found. Perhaps"), h("ul", {}, ...lines.map((line) => h("li", {}, ...line)))) : null;
}

function respelled(q, near) {
  return new URL(near.url, location.href).searchParams.get("q") || q.replace(near.word, near.spelling);
}
