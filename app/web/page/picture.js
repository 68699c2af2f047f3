/** A picture of who spoke how long and when. */

import { counted, fill, h } from "./dom.js";

const LOOKS = 6, MOST_LINES = 12;

/** The look of a turn's speaker; beyond some, speakers share it. */
export function lookOf(turn, interview) {
  return `line-${lineOf(turn, interview) % LOOKS}`;
}

function lineOf(turn, { speakers }) {
  return speakers.findIndex((speaker) => speaker.id === turn.speaker.id);
}

/** The picture, without its marks. */
export function picture(interview) {
  const { speakers } = interview;
  const names = speakers.slice(0, MOST_LINES).map((speaker, i) => h("li", { class: `line-${i % LOOKS}`, title: speaker.name },
    h("bdi", {}, speaker.name), h("span", { class: "count" }, ` ${portion(speaker, interview)}${speaker.role === "participant" ? "" : `, ${speaker.role}`}`)));
  if (speakers.length > MOST_LINES) names.push(h("li", {}, `${speakers.length - MOST_LINES} others`));
  const strip = h("div", { class: "strip", role: "group", "aria-label": "Turns in time; arrow keys go from one to the next", onkeydown: step });
  strip.style.setProperty("--rows", names.length);
  return h("figure", { class: "picture" },
    h("div", { class: "lanes" }, h("ol", { class: "legend" }, names), strip),
    h("figcaption", {}, "Each mark is a turn, as long as it has words. Choose one to go there."));
}

function portion(speaker, interview) {
  return `${Math.round((speaker.word_count / (interview.word_count || 1)) * 100)} %`;
}

/** Put the marks of all turns into a picture. */
export function draw(figure, turns, interview) {
  let words = 0;
  fill(figure.querySelector(".strip"), turns.map((turn, i) => mark(turn, interview, (words += turn.word_count) - turn.word_count, i ? -1 : 0)));
}

function mark(turn, interview, before, tabindex) {
  const made = h("a", { href: `#${turn.number}`, class: lookOf(turn, interview), tabindex, title: `${turn.label}, turn ${turn.number}: ${counted(turn.word_count, "word")}` });
  const percent = (words) => `${(words / (interview.word_count || 1)) * 100}%`;
  made.style.insetInlineStart = percent(before);
  made.style.inlineSize = percent(turn.word_count);
  made.style.setProperty("--row", Math.min(lineOf(turn, interview), MOST_LINES));
  return made;
}

function step(event) {
  const now = event.target;
  const next = { ArrowRight: now.nextElementSibling, ArrowLeft: now.previousElementSibling }[event.key];
  if (!next) return;
  event.preventDefault();
  now.setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  next.focus();
}
