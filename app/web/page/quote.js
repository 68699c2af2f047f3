/** Does a quotation, or each quotation of an article, match published words? */

import { post } from "./api.js";
import { announce, counted, fill, h } from "./dom.js";
import { linkTo, provenance } from "./interviews.js";
import { change } from "./place.js";

const LONGEST_IN_ADDRESS = 500;
const VERDICTS = {
  exact: "Published so, character for character",
  exact_after_normalization: "Published so, but for marks, spaces or case",
  excerpted: "Published so, with words left out or put in where the quotation shows it",
  stitched: "Put together from published pieces: what was cut matters",
  differs: "Near to published words, with differences",
  no_match: "No published passage matches",
};
const ATTRIBUTIONS = {
  same_person: "by the person claimed", same_name: "by someone of the name claimed", same_label: "under the label claimed",
  other_speaker: "by another speaker", unknown_speaker: "no speaker here is called so", question: "words of the interviewer", quoted: "quoted there: words of someone else",
  other_interview: "in another interview", other_date: "at another date",
};

export async function show(main, state, { fresh }) {
  document.title = "Check a quotation – Verbatim";
  const given = history.state?.kept || { kind: "quotation", text: state.get("text"), speaker: state.get("speaker") };
  if (fresh) build(main, given);
  if (given.text) await (given.kind === "article" ? article : quotation)(main, given);
}

function build(main, given) {
  fill(main,
    h("h1", {}, "Check a quotation"),
    h("form", { class: "box", onsubmit: submit },
      h("label", { for: "text" }, "The words, or a whole article"),
      h("textarea", { id: "text", name: "text", rows: 5, dir: "auto", maxlength: 200000 }, given.text || ""),
      h("fieldset", {}, h("legend", {}, "This is"), radio("quotation", "a quotation", given), radio("article", "an article with quotations", given)),
      h("label", { for: "speaker" }, "Whose words they should be: a name, a label or an id (may be empty)"),
      h("input", { id: "speaker", name: "speaker", dir: "auto", value: given.speaker || "" }),
      h("button", {}, "Compare with published words")),
    h("div", { id: "answer" }));
}

function radio(value, label, { kind }) {
  return h("label", {}, h("input", { type: "radio", name: "kind", value, checked: kind === value }), ` ${label}`);
}

/** Compare; what is too long for an address is kept beside it. */
function submit(event) {
  event.preventDefault();
  const [text, kind, speaker] = ["text", "kind", "speaker"].map((name) => event.target.elements[name].value.trim());
  if (!text) event.target.elements.text.focus();
  else if (kind === "quotation" && text.length <= LONGEST_IN_ADDRESS) change({ text, speaker: speaker || null });
  else change({ text: null, speaker: null }, { kept: { text, kind, speaker } });
}

async function quotation(main, { text, speaker }) {
  const found = await post("v1/quotes/verify", { text, speaker: speaker || null });
  const { interviews, turns } = found.searched;
  fill(main.querySelector("#answer"), verdict(found), scope(found, `Compared with ${counted(turns, "turn")} of ${counted(interviews, "interview")}. `));
  announce(VERDICTS[found.verdict]);
}

async function article(main, { text, speaker }) {
  const found = await post("v1/quotes/verify", { article: text, speaker: speaker || null });
  fill(main.querySelector("#answer"),
    h("h2", {}, `${counted(found.quotes.length, "quotation")} in the article`),
    h("div", { class: "text", dir: "auto", tabindex: 0, role: "region", "aria-label": "The article" }, inPlace(text, found.quotes)),
    h("ol", { class: "article" }, found.quotes.map(answered)),
    scope(found, ""));
  announce(`${counted(found.quotes.length, "quotation")} compared`);
}

function scope(found, compared) {
  return h("p", { class: "scope" }, compared, found.scope, history.state?.kept && " The text stays in this window: the address does not share it.");
}

/** The article, each quotation a link to its answer. */
function inPlace(text, quotes) {
  const pieces = [];
  let at = 0;
  quotes.forEach(({ utf16_start, utf16_end, check }, i) => {
    pieces.push(text.slice(at, utf16_start), h("a", { href: `#quotation-${i + 1}`, title: VERDICTS[check.verdict] },
      h("mark", {}, text.slice(Math.max(at, utf16_start), utf16_end)), h("sup", {}, ` ${i + 1}`)));
    at = Math.max(at, utf16_end);
  });
  return [...pieces, text.slice(at)];
}

function answered(quote, i) {
  return h("li", { id: `quotation-${i + 1}`, tabindex: -1 },
    h("h3", {}, `Quotation ${i + 1}`),
    h("blockquote", { dir: "auto" }, quote.text),
    quote.speaker_hint && h("p", { class: "where" }, `A name near it, which is a hint and no more: ${quote.speaker_hint}`),
    verdict(quote.check));
}

function verdict(found) {
  const folded = found.verdict !== "no_match" && found.normalization.length ? ` (${found.normalization.join(", ").replaceAll("_", " ")})` : "";
  return h("div", { class: `verdict ${found.verdict}` },
    h("p", { class: "judgement" }, VERDICTS[found.verdict] + folded),
    found.verdict === "no_match" && found.matches.length > 0 && h("p", {}, "The nearest passages:"),
    found.matches.map((one) => match(found.verdict === "no_match" ? { ...one, differences: [], omitted: [] } : one)));
}

function match(found) {
  const { turn, differences, omitted } = found;
  return h("div", { class: "match" },
    h("div", {},
      h("p", { class: "count" }, "Published"),
      h("blockquote", { dir: "auto" }, passage(found)),
      h("p", { class: "where" }, h("b", { dir: "auto" }, turn.label), ", ", linkTo(turn, [found]), ` · ${Math.floor(found.similarity)} % alike`, found.attribution && ` · ${ATTRIBUTIONS[found.attribution]}`),
      h("p", { class: "where" }, provenance(turn.interview))),
    differences.length + omitted.length > 0 && h("div", {},
      h("p", { class: "count" }, "Differences"),
      h("ul", { class: "differences" }, differences.map(difference), omitted.map(omission))));
}

/** The sentences around the words; what is quoted otherwise is struck out beside what is published. */
function passage({ turn: { text }, sentence, utf16_start, utf16_end, differences }) {
  const begin = text.lastIndexOf(sentence, utf16_start);
  const [from, to] = begin < 0 ? [utf16_start, utf16_end] : [begin, begin + sentence.length];
  const pieces = [];
  let at = utf16_start;
  for (const { utf16_start: start, utf16_end: end, quoted, published } of differences) {
    if (start === null || start < at || end > to) continue;
    pieces.push(text.slice(at, start), quoted && [!published && " ", h("del", {}, quoted), " "], published && h("ins", {}, published));
    at = end;
  }
  return [text.slice(from, utf16_start), h("mark", {}, pieces, text.slice(at, utf16_end)), text.slice(Math.max(at, utf16_end), to)];
}

function difference({ quoted, published, flags }) {
  return h("li", {}, "quoted ", quoted ? h("del", {}, quoted) : "nothing", ", published ", published ? h("ins", {}, published) : "nothing", flagged(flags));
}

function omission({ text, word_count, flags, crosses }) {
  const what = text ? h("ins", {}, text) : word_count === null ? "what stands between" : counted(word_count, "word");
  return h("li", {}, "left out: ", what, flagged(flags), crosses && h("strong", {}, ` – the cut crosses ${crosses.replaceAll("_", " ")}`));
}

function flagged(flags) {
  return flags.length > 0 && h("strong", {}, ` – ${flags.join(", ")}`);
}
