/** Search: one box, results as one types, what was understood, facets, hits over time, suggestions. */

import { address, get } from "./api.js";
import { fail } from "./attempt.js";
import { box, paging, sorts } from "./box.js";
import { announce, counted, fill, h, paragraphs } from "./dom.js";
import { chips, facet, FACETS, filtersOf } from "./filters.js";
import { entry, linkTo } from "./interviews.js";
import { changed } from "./place.js";

const SORTS = { relevance: "relevance", "-date": "newest", date: "oldest" };
const LATEST = 5;

export async function show(main, state, { fresh }) {
  if (fresh) build(main, state);
  const answer = main.querySelector("#answer");
  if (!state.get("q")) return welcome(answer);
  document.title = `${state.get("q")} – Verbatim`;
  const page = await look({ q: state.get("q"), ...filtersOf(state), sort: state.get("sort"), cursor: state.get("cursor"), context: 1 });
  fill(answer, found(page, state));
  announce(`${counted(page.total, "turn")} found`);
}

/** The hits, with facets where these can be counted in the time that a search may take. */
async function look(asked) {
  try {
    return await get(address("v1/search", { ...asked, facets: Object.keys(FACETS).join() }));
  } catch (error) {
    if (error.problem?.status !== 503) throw error;
    return get(address("v1/search", asked));
  }
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
      h("aside", { "aria-label": "Narrow the results" }, page.facets.kind ? Object.keys(FACETS).map((name) => facet(name, page.facets[name], state)) : h("p", { class: "count" }, "Too many to count by year and speaker")),
      h("section", { "aria-label": "Results" }, sorts(SORTS, state), h("ol", { class: "hits" }, page.items.map(hit)), paging(page, state))),
  ];
}

function hit(found) {
  const { turn, snippet, matches } = found;
  const question = turn.links.question && h("p", { class: "asked", dir: "auto" });
  if (question) ask(question, found).catch((error) => fail(error, question));
  return h("li", {},
    h("p", { class: "where" }, linkTo(turn, matches)),
    question,
    h("p", { class: "snippet", dir: "auto" }, h("b", {}, `${turn.label}: `), snippet.map((piece) => piece.match ? h("mark", {}, piece.text) : piece.text)),
    unfolding(found));
}

/** Fill in the question that a hit answers; it stands before the hit nearly always. */
async function ask(place, { turn, context }) {
  const near = context.before.find((one) => one.url === turn.links.question);
  const question = near || await get(turn.links.question);
  fill(place, `${question.label}: ${question.text}`);
}

function unfolding({ turn, matches }) {
  const details = h("details", { ontoggle: () => {
    if (!details.open || details.querySelector(".turn")) return;
    around(details, turn, matches).catch((error) => fail(error, place));
  } }, h("summary", {}, "In context"));
  const place = h("div", {});
  details.append(place);
  return details;
}

async function around(details, turn, matches) {
  const { context } = await get(address(turn.url, { context: 2 }));
  const near = [...context.before, turn, ...context.after];
  fill(details.lastElementChild, near.map((one) => h("div", { class: "turn" }, h("b", { dir: "auto" }, one.label), paragraphs(one.text, one === turn ? matches : []))));
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
