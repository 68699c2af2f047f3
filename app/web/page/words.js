/** Words in use: a concordance, and who uses them when, in shares. */

import { address, get } from "./api.js";
import { problem } from "./attempt.js";
import { bars, periods, share, shares } from "./bars.js";
import { box, paging, sorts } from "./box.js";
import { announce, counted, dated, fill, h } from "./dom.js";
import { chips, filtersOf, uncounted } from "./filters.js";
import { changed, placeOf } from "./place.js";

const SORTS = { date: "date", left: "words before", right: "words after" };
const MOST_SPEAKERS = 10;

export async function show(main, state, { fresh }) {
  document.title = "Words in use – Verbatim";
  if (fresh) build(main, state);
  const answer = main.querySelector("#answer");
  if (!state.get("q")) return fill(answer, h("p", {}, "Every place where words are used, and how often, by whom and when."));
  const asked = { q: state.get("q"), ...filtersOf(state), sort: state.get("sort") };
  const [lines, found] = await Promise.all([
    get(address("v1/concordance", { ...asked, cursor: state.get("cursor"), width: 8, limit: 50 })).catch((error) => ({ error })),
    get(address("v1/search", { ...asked, sort: null, facets: "year,speaker", limit: 1 })),
  ]);
  const matches = lines.error ? "" : `${counted(lines.total, "match", "matches")} in `;
  fill(answer,
    h("p", { class: "understood" }, `${matches}${counted(found.total, "turn")} with `, h("bdi", {}, found.query.interpreted), ". ", h("a", { href: changed(state, { view: null, sort: null }) }, "See these turns")),
    chips(state, found.facets),
    uncounted(found) || found.total > 0 && charts(found.facets, state),
    lines.error ? problem(lines.error) : lines.total > 0 && [sorts(SORTS, state), table(lines.items), paging(lines, state), downloads(asked)]);
  announce(`${matches}${counted(found.total, "turn")}`);
}

function build(main, state) {
  fill(main, h("h1", {}, "Words in use"), box("Words, as in the search", state.get("q")), h("div", { id: "answer" }));
}

function charts({ year, speaker }, state) {
  const years = periods(year).map((period) => ({
    label: period.label, value: share(period).part, shown: share(period).percent, title: `${period.title}: ${share(period).words}`, href: changed(state, period.filter) }));
  const speakers = speaker.slice(0, MOST_SPEAKERS).map((one) => ({
    label: one.label, value: share(one).part, title: share(one).words, href: changed(state, { speaker: one.value }) }));
  return h("div", { class: "charts" },
    years.length > 0 && h("section", {}, h("h2", {}, "Share of turns, by year"), bars(years)),
    h("section", {}, h("h2", {}, "Share of turns, by speaker"), shares(speakers)));
}

function table(lines) {
  return h("table", { class: "concordance" },
    h("caption", { class: "unseen" }, "Concordance"),
    h("thead", {}, h("tr", {}, ["Before", "Match", "After", "Where"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, lines.map((line) => h("tr", { dir: "auto" },
      h("td", {}, line.left), h("td", {}, h("mark", {}, line.match)), h("td", {}, line.right),
      h("td", { class: "where" }, h("a", { href: placeOf({ ...line.turn, interview: line.interview }, [line]), dir: "auto" }, line.turn.label), dated(line.interview))))));
}

function downloads(asked) {
  const links = ["csv", "ndjson"].flatMap((format) => [" · ", h("a", { href: address("v1/concordance", { ...asked, width: 8, format }), download: `concordance.${format}` }, format)]);
  return h("p", { class: "downloads" }, "Download all lines: ", links.slice(1));
}
