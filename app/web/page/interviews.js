/** All interviews, the latest first, and what each one is. */

import { address, get } from "./api.js";
import { paging, sorts } from "./box.js";
import { counted, dated, fill, h } from "./dom.js";
import { placeOf } from "./place.js";

const SORTS = { "-date": "newest", date: "oldest", title: "title" };
export const KINDS = { verbatim: "verbatim", edited: "edited", translation: "a translation", automatic: "automatic", unknown: "kind not stated" };

export async function show(main, state) {
  document.title = "Interviews – Verbatim";
  const page = await get(address("v1/interviews", { sort: state.get("sort"), cursor: state.get("cursor"), limit: 50 }));
  fill(main,
    h("h1", {}, counted(page.total, "interview")),
    sorts(SORTS, state),
    h("ul", { class: "interviews" }, page.items.map(entry)),
    paging(page, state));
}

/** An interview in a list. */
export function entry(interview) {
  const facts = [interview.date, interview.outlet, interview.place, counted(interview.turn_count, "turn")].filter(Boolean);
  const names = interview.speakers.filter((speaker) => !speaker.anonymous).map((speaker) => speaker.name);
  const more = names.length > 6 ? ` and ${names.length - 6} more` : "";
  return h("li", {},
    h("a", { href: `?read=${interview.id}`, dir: "auto" }, interview.title || interview.id),
    h("span", { class: "where" }, facts.join(" · ")),
    names.length > 0 && h("span", { class: "where" }, h("bdi", {}, names.slice(0, 6).join(", ")), more),
    h("span", { class: "where" }, provenance({ ...interview, ...interview.rights, publisher: interview.source.publisher.name, rights_holder: interview.rights.holder })));
}

/** The interview's title, a link to these words of a turn, and its date. */
export function linkTo(turn, spans) {
  const { title, id } = turn.interview;
  return [h("a", { href: placeOf(turn, spans), dir: "auto" }, title || id), dated(turn.interview)];
}

/** What kind of transcript it is, who published it, and who has the rights. */
export function provenance({ transcript_kind, publisher, licence, rights_holder }) {
  return `Transcript: ${KINDS[transcript_kind]} · Publisher: ${publisher || "not stated"} · Rights: ${[licence, rights_holder].filter(Boolean).join(", ") || "not stated"}`;
}
