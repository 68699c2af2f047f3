/** Search: results as one types, what was understood, facets, hits over time, suggestions. */

import { address, get } from "./api.js";
import { fail } from "./attempt.js";
import { box, paging, sorts } from "./box.js";
import { announce, counted, fill, h, paragraphs } from "./dom.js";
import { chips, facet, FACETS, filtersOf, uncounted } from "./filters.js";
import { entry, linkTo, provenance } from "./interviews.js";
import { changed } from "./place.js";

const SORTS = { relevance: "relevance", "-date": "newest", date: "oldest" };
const LATEST = 5;

export async function show(main, state, { fresh }) {
  if (fresh) build(main, state);
  const answer = main.querySelector("#answer");
  if (!state.get("q")) return welcome(answer);
  document.title = `${state.get("q")} – Verbatim`;
  const asked = { q: state.get("q"), ...filtersOf(state), sort: state.get("sort"), cursor: state.get("cursor") };
  const page = await get(address("v1/search", { ...asked, context: 0, facets: Object.keys(FACETS).join() }));
  fill(answer, found(page, state));
  announce(`${counted(page.total, "turn")} found`);
}

function build(main, state) {
  fill(main,
    h("h1", { class: "unseen" }, "Search published interviews"),
    box("Words, \"phrases\", prefix*, OR, -without, NEAR/5", state.get("q")),
    h("div", { id: "answer" }));
  if (document.activeElement === document.body) main.querySelector("#q").focus({ preventScroll: true });
}

async function welcome(answer) {
  document.title = "Verbatim";
  const [corpus, latest] = await Promise.all([get("v1"), get(address("v1/interviews", { limit: LATEST }))]);
  if (!corpus.interviews) return fill(answer, h("p", {}, "There are no interviews here yet. ", h("code", {}, "verbatim ingest FILE"), " puts them in."));
  const years = [...new Set([corpus.first_date, corpus.last_date].map((date) => date?.slice(0, 4)))].filter(Boolean).join("–");
  fill(answer,
    h("p", {}, `${[counted(corpus.interviews, "interview"), counted(corpus.turns, "turn"), counted(corpus.words, "word"), years].filter(Boolean).join(", ")}: as published, to search, to read and to cite.`),
    h("h2", {}, "Latest interviews"),
    h("ul", { class: "interviews" }, latest.items.map(entry)),
    latest.next && h("p", {}, h("a", { href: "?view=interviews" }, "All interviews")));
}

function found(page, state) {
  const understood = h("p", { class: "understood" }, `${counted(page.total, "turn")} with `, h("bdi", {}, page.query.interpreted), ". ",
    page.total > 0 && h("a", { href: changed(state, { view: "words", sort: null, kind: null, interview: null }) }, "See these words in use"));
  if (!page.total) return [understood, chips(state, page.facets), suggested(page.suggestions, state)];
  return [
    understood,
    chips(state, page.facets),
    h("div", { class: "columns" },
      h("aside", { "aria-label": "Narrow the results" }, uncounted(page), Object.keys(FACETS).map((name) => facet(name, page.facets[name], state))),
      h("section", { "aria-label": "Results" }, sorts(SORTS, state), h("ol", { class: "hits" }, page.items.map(hit)), paging(page, state))),
  ];
}

function hit(found) {
  const { turn, snippet, matches, context: { question } } = found;
  return h("li", {},
    h("p", { class: "where" }, linkTo(turn, matches)),
    question && h("p", { class: "asked", dir: "auto" }, `${question.label}: ${question.text}`),
    h("p", { class: "snippet", dir: "auto" }, h("b", {}, `${turn.label}: `), snippet.map((piece) => piece.match ? h("mark", {}, piece.text) : piece.text)),
    unfolding(found));
}

function unfolding({ turn, matches }) {
  const place = h("div", {});
  const unfold = () => place.querySelector(".turn") || around(place, turn, matches).catch((error) => fail(error, place));
  return h("details", { ontoggle: unfold }, h("summary", {}, "In context"), place);
}

async function around(place, turn, matches) {
  const { context } = await get(address(turn.url, { context: 2 }));
  const near = [...context.before, turn, ...context.after];
  fill(place, h("p", { class: "where" }, provenance(turn.interview)), near.map((one) => h("div", { class: "turn" }, h("b", { dir: "auto" }, one.label), paragraphs(one.text, one === turn ? matches : []))));
}

function suggested({ spellings, filters, words }, state) {
  const lines = [
    ...spellings.map((near) => [changed(state, { q: new URL(near.url, location.href).searchParams.get("q") }), near.spelling, ` is in ${counted(near.turns, "turn")}`]),
    ...filters.map((filter) => [changed(state, Object.fromEntries(filter.filter.split(",").map((name) => [name, null]))), `Without the filter ${filter.filter.replaceAll(",", ", ").replaceAll("_", " ")}`, `: ${counted(filter.turns, "turn")}`]),
    ...words.filter((word) => word.turns).map((word) => [changed(state, { q: word.word }), word.word, ` alone is in ${counted(word.turns, "turn")}`]),
  ];
  if (!lines.length) return h("p", {}, "Nothing like it is published here.");
  return h("section", {}, h("h2", {}, "Nothing was found. Perhaps"),
    h("ul", {}, lines.map(([href, text, count]) => h("li", {}, h("a", { href }, h("bdi", {}, text)), count))));
}
