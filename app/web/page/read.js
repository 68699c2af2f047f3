/** Reading an interview: what it is, its turns, and quoting from it. */

import { address, get, pages } from "./api.js";
import { fail } from "./attempt.js";
import { quoting } from "./cite.js";
import { counted, fill, h, paragraphs } from "./dom.js";
import { KINDS } from "./interviews.js";
import { draw, lookOf, picture } from "./picture.js";
import { placeOf } from "./place.js";

const MOST = 200;

export async function show(main, state) {
  const path = `v1/interviews/${encodeURIComponent(state.get("read"))}`;
  const [interview, { first, lost }] = await Promise.all([get(path), begin(`${path}/turns`)]);
  document.title = `${interview.title || interview.id} – Verbatim`;
  const turns = h("div", { class: "turns" }), notes = h("div", {}), known = new Map(), figure = picture(interview);
  const made = (page) => page.items.map((turn) => {
    known.set(String(turn.number), turn);
    return turnOf(turn, interview, state);
  });
  fill(main, heading(interview), notes, figure, turns, h("div", { id: "answer" }));
  quoting(turns, known);
  turns.append(...made(first));
  await (lost ? gone(lost, interview, notes) : arrive(known, state));
  for await (const page of pages(first.next)) turns.append(...made(page));
  for await (const page of pages(first.previous, "previous")) prepend(turns, made(page));
  draw(figure, [...known.values()].sort((one, other) => one.position - other.position), interview);
}

/** The turns around the one that the address leads to; else the first, and why it is not there. */
async function begin(turns) {
  const [, around] = /^#([1-9]\d{0,8})$/.exec(location.hash) || [];
  try {
    return { first: await get(address(turns, { limit: MOST, around })) };
  } catch (error) {
    if (!around || ![404, 410].includes(error.problem?.status)) throw error;
    return { first: await get(address(turns, { limit: MOST })), lost: error };
  }
}

/** Put turns before others, which stay in sight. */
function prepend(turns, made) {
  const next = turns.firstChild, before = next.getBoundingClientRect().top;
  turns.prepend(...made);
  if (!CSS.supports("overflow-anchor", "auto")) scrollBy(0, next.getBoundingClientRect().top - before);
}

function heading(interview) {
  const { source, rights } = interview;
  const facts = [
    ["Date", interview.date], ["Place", interview.place], ["Outlet", interview.outlet], ["Language", interview.language],
    ["Translated from", interview.original_language], ["Transcript", KINDS[interview.transcript_kind]],
    ["Publisher", source.publisher.name ? outside(source.publisher.name, source.publisher.url) : "not stated"],
    ["Source", outside(source.url || source.file, source.url)], ["Recording", outside(interview.media_url, interview.media_url)],
    ["Licence", rights.licence || "not stated"], ["Rights holder", rights.holder || "not stated"], ["Credit", rights.credit],
    ["Revision", `${interview.revision}`],
  ].filter(([, value]) => value);
  const downloads = ["txt", "md", "tei", "csv", "json"].flatMap((format) => [" · ", h("a", { href: address(interview.links.transcript, { format }), download: `${interview.id}.${format}` }, format)]);
  return h("div", {},
    h("h1", { dir: "auto" }, interview.title || interview.id),
    h("p", { class: "where" }, `${counted(interview.turn_count, "turn")}, ${counted(interview.word_count, "word")}, as published`),
    h("dl", { class: "facts" }, facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", { dir: "auto" }, value)))),
    h("p", { class: "downloads" }, "Download: ", downloads.slice(1)));
}

function outside(text, url) {
  return url && /^https?:/.test(url) ? h("a", { href: url, rel: "noreferrer" }, text) : text;
}

function turnOf(turn, interview, state) {
  const here = `#${turn.number}`;
  return h("article", { id: turn.number, class: `turn ${turn.kind} ${lookOf(turn, interview)}`, tabindex: -1, dir: "auto", "aria-label": `${turn.label}, turn ${turn.number}` },
    h("h2", {}, turn.label, " ", turn.kind !== "speech" && turn.kind !== turn.label.toLowerCase() && h("bdi", { class: "count" }, turn.kind)),
    h("p", { class: "tools" },
      turn.start_ms !== null && h("span", {}, clock(turn.start_ms)),
      h("a", { href: here, dir: "ltr", "aria-label": `Link to turn ${turn.number}` }, here),
      h("button", { type: "button", class: "plain", "data-copy": "", "aria-label": `Copy turn ${turn.number} with citation` }, "Copy")),
    h("div", { class: "text" }, paragraphs(turn.text, here === location.hash && isCurrent(turn, state) ? marks(state) : [])));
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Whether the turn's words are those of the revision that the address names. */
function isCurrent(turn, state) {
  return !state.has("revision") || turn.revision <= Number(state.get("revision"));
}

/** The spans that the address marks in the turn that it leads to. */
function marks(state) {
  const [number, ...spans] = (state.get("mark") || "").split("_");
  return `#${number}` === location.hash ? spans.map((span) => span.split("-").map(Number)).map(([utf16_start, utf16_end]) => ({ utf16_start, utf16_end })) : [];
}

/** Show the turn that the address leads to; if its words were others then, these too. */
async function arrive(known, state) {
  focus();
  const turn = known.get(location.hash.slice(1));
  if (!turn || isCurrent(turn, state)) return;
  const then = await get(address(`v1/turns/${turn.id}`, { revision: state.get("revision") }));
  if (then.text_sha256 === turn.text_sha256) return;
  document.getElementById(turn.number).append(h("div", { class: "note" },
    h("p", {}, `These words have changed since. In revision ${state.get("revision")} they were:`), h("blockquote", { dir: "auto" }, paragraphs(then.text, marks(state)))));
}

function focus() {
  const turn = document.getElementById(location.hash.slice(1));
  if (!turn?.closest(".turns")) return;
  document.querySelectorAll(".linked").forEach((other) => other.classList.remove("linked"));
  turn.classList.add("linked");
  const mark = turn.querySelector("mark");
  (mark || turn).scrollIntoView({ block: mark ? "center" : "start" });
  turn.focus({ preventScroll: true });
}

/** A turn that is gone or never was: why, and its words as they last were. */
async function gone(error, interview, notes) {
  const { reason, successor, last } = error.problem;
  if (!last) return fail(error, notes);
  const then = await get(last), next = successor && await get(successor);
  fill(notes, h("div", { class: "note", tabindex: -1, role: "region", "aria-label": `Turn ${then.number}` },
    h("p", {}, `Turn ${then.number} is gone. `, reason, " ", next && h("a", { href: placeOf({ ...next, interview }) }, "What stands in its place")),
    h("p", {}, `In revision ${then.revision}, ${then.label} was published with:`), h("blockquote", { dir: "auto" }, paragraphs(then.text))));
  notes.firstChild.focus();
}

addEventListener("hashchange", focus);
