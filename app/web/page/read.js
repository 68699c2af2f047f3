/** Reading an interview: its turns, who spoke how long and when, a link on each turn, and quoting from it. */

import { get, pages } from "./api.js";
import { counted, fill, h, paragraphs, svg } from "./dom.js";
import { quoting } from "./cite.js";
import { fail } from "./place.js";

const LINES = 6;

export async function show(main, state, { fresh }) {
  if (!fresh && main.querySelector(".turns")) return;
  const interview = await get(`v1/interviews/${encodeURIComponent(state.get("read"))}`, "view");
  document.title = `${interview.title || interview.id} – Verbatim`;
  const turns = h("div", { class: "turns" });
  const picture = h("div", { class: "picture" });
  fill(main, heading(interview), picture, turns);
  quoting(turns);
  await load(interview, turns, picture, state);
}

async function load(interview, turns, picture, state) {
  const all = [];
  for await (const page of pages(`${interview.links.turns}?limit=200`)) {
    if (!turns.isConnected || state.get("read") !== new URLSearchParams(location.search).get("read")) return;
    all.push(...page.items);
    turns.append(...page.items.map((turn) => turnOf(turn, interview)));
    if (page.items.some((turn) => `#${turn.number}` === location.hash)) focus();
  }
  fill(picture, strip(all, interview));
  if (location.hash && !document.getElementById(location.hash.slice(1))) await gone(interview, location.hash.slice(1), turns);
  focus();
}

function focus() {
  const turn = document.getElementById(location.hash.slice(1));
  document.querySelectorAll(".turns .linked").forEach((other) => other.classList.remove("linked"));
  if (!turn) return;
  turn.classList.add("linked");
  turn.scrollIntoView({ block: "start" });
  turn.focus({ preventScroll: true });
}

/** A turn that the interview no longer has: say so, where the link led. */
async function gone(interview, number, turns) {
  try {
    await get(`v1/turns/${interview.id}.${number}`);
  } catch (error) {
    fail(error, turns);
  }
}

function heading(interview) {
  const facts = [
    ["Date", interview.date], ["Place", interview.place], ["Outlet", interview.outlet], ["Language", interview.language],
    ["Translated from", interview.original_language], ["Transcript", interview.transcript_kind],
    ["Published by", outside(interview.source.publisher.name, interview.source.publisher.url)],
    ["Source", outside(interview.source.url || interview.source.file, interview.source.url)],
    ["Recording", outside(interview.media_url, interview.media_url)], ["Licence", interview.rights.licence],
    ["Rights", interview.rights.holder], ["Credit", interview.rights.credit], ["Revision", String(interview.revision)],
  ].filter(([, value]) => value);
  return h("div", { class: "heading" },
    h("h1", { dir: "auto" }, interview.title || interview.id),
    h("p", { class: "where" }, `${counted(interview.turn_count, "turn")}, ${counted(interview.word_count, "word")}, as published`),
    h("dl", { class: "facts" }, ...facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", { dir: "auto" }, value)))),
    h("p", { class: "downloads" }, "Take it along: ", ...["txt", "md", "tei", "csv", "json"].flatMap((format, i) => [i ? " · " : "", h("a", { href: `${interview.links.transcript}?format=${format}`, download: `${interview.id}.${format}` }, format)])));
}

function outside(text, url) {
  return url && /^https?:/.test(url) ? h("a", { href: url, rel: "noreferrer" }, text) : text;
}

function turnOf(turn, interview) {
  const line = interview.speakers.findIndex((speaker) => speaker.id === turn.speaker.id) % LINES;
  return h("article", { id: turn.number, class: `turn ${turn.kind} line-${line}`, tabindex: -1, "data-turn": turn.id, "data-revision": turn.revision },
    h("h2", { dir: "auto" }, turn.label, " ",
      h("a", { class: "anchor", href: `#${turn.number}`, "aria-label": `Link to turn ${turn.number}`, onclick: () => setTimeout(focus) }, `#${turn.number}`)),
    ...paragraphs(turn.text));
}

/** Each turn a mark, as long as it has words, on its speaker's line. */
function strip(turns, interview) {
  const speakers = interview.speakers.slice(0, LINES * 2);
  const total = turns.reduce((sum, turn) => sum + turn.word_count, 0) || 1;
  const row = 14, left = 0, width = 1000;
  const chart = svg("svg", { viewBox: `0 0 ${width} ${speakers.length * row}`, preserveAspectRatio: "none", class: "strip", role: "group", "aria-label": "Who speaks when, and how long" });
  let before = 0;
  for (const turn of turns) {
    const line = speakers.findIndex((speaker) => speaker.id === turn.speaker.id);
    const x = left + (before / total) * width;
    before += turn.word_count;
    if (line < 0) continue;
    const title = svg("title");
    title.textContent = `${turn.label}, turn ${turn.number}: ${counted(turn.word_count, "word")}`;
    chart.append(svg("a", { href: `#${turn.number}`, "aria-label": title.textContent, tabindex: -1, onclick: () => setTimeout(focus) }, title,
      svg("rect", { x, y: line * row + 1, width: Math.max((turn.word_count / total) * width, 1), height: row - 2, class: `mark line-${line % LINES}` })));
  }
  const share = (speaker) => `${Math.round((speaker.word_count / (interview.word_count || 1)) * 100)} %`;
  return h("figure", {},
    h("div", { class: "lanes" },
      h("ol", { class: "legend" }, ...speakers.map((speaker, i) => h("li", { class: `line-${i % LINES}`, dir: "auto" }, speaker.name, h("span", { class: "count" }, ` ${share(speaker)}`)))),
      chart),
    h("figcaption", {}, "Each mark is a turn, as long as it has words. Choose one to go there."));
}
