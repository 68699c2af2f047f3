/** Does a quotation, or each quotation of an article, match published words? */

import { get, post } from "./api.js";
import { attempt } from "./attempt.js";
import { announce, counted, fill, h } from "./dom.js";
import { linkTo, provenance } from "./interviews.js";
import { change } from "./place.js";

const LONGEST_IN_ADDRESS = 500, MOST_MATCHES = 3;
const VERDICTS = {
  exact: "Published so, character for character",
  exact_after_normalization: "Published so, but for marks, spaces or case",
  excerpted: "Published so, with words left out where the quotation shows it",
  stitched: "Put together from published pieces: what was cut matters",
  differs: "Near to published words, with differences",
  no_match: "No published passage matches",
};
const ATTRIBUTIONS = {
  same_person: "by the person claimed", same_name: "by someone of the name claimed", same_label: "under the label claimed",
  other_speaker: "by another speaker", question: "words of the interviewer", quoted: "within quotation marks there: words of someone else",
  other_interview: "in another interview", other_date: "at another date",
};

export async function show(main, state, { fresh }) {
  document.title = "Check a quotation – Verbatim";
  if (fresh) build(main, state);
  if (state.get("text")) await quotation(main, state.get("text"), state.get("speaker"));
}

function build(main, state) {
  fill(main,
    h("h1", {}, "Check a quotation"),
    h("form", { class: "box", onsubmit: (event) => submit(event, main) },
      h("label", { for: "text" }, "The words, or a whole article"),
      h("textarea", { id: "text", name: "text", rows: 5, dir: "auto", maxlength: 200000 }, state.get("text") || ""),
      h("fieldset", {}, h("legend", {}, "This is"), radio("quotation", "a quotation", true), radio("article", "an article with quotations", false)),
      h("label", { for: "speaker" }, "Whose words a quotation should be: a name, a label or an id (may be empty)"),
      h("input", { id: "speaker", name: "speaker", dir: "auto", value: state.get("speaker") || "" }),
      h("button", {}, "Compare with published words")),
    h("div", { id: "answer" }));
}

function radio(value, label, checked) {
  return h("label", {}, h("input", { type: "radio", name: "kind", value, checked }), ` ${label}`);
}

function submit(event, main) {
  event.preventDefault();
  const { text, kind, speaker } = event.target.elements;
  const given = text.value.trim(), claimed = speaker.value.trim();
  const check = () => attempt(() => kind.value === "article" ? article(main, given) : quotation(main, given, claimed), check);
  if (!given) text.focus();
  else if (kind.value === "article" || given.length > LONGEST_IN_ADDRESS) check();
  else change({ text: given, speaker: claimed || null });
}

async function quotation(main, text, speaker) {
  const found = await post("v1/quotes/verify", { text, speaker: speaker || null });
  const { interviews, turns } = found.searched;
  fill(main.querySelector("#answer"), verdict(found),
    h("p", { class: "scope" }, `Compared with ${counted(turns, "turn")} of ${counted(interviews, "interview")}. `, found.scope));
  announce(VERDICTS[found.verdict]);
  await cite(main);
}

async function article(main, text) {
  const found = await post("v1/quotes/verify", { article: text });
  fill(main.querySelector("#answer"),
    h("h2", {}, `${counted(found.quotes.length, "quotation")} in the article`),
    h("div", { class: "text", dir: "auto", tabindex: 0, role: "region", "aria-label": "The article" }, inPlace(text, found.quotes)),
    h("ol", { class: "article" }, found.quotes.map(answered)),
    h("p", { class: "scope" }, found.scope));
  announce(`${counted(found.quotes.length, "quotation")} compared`);
  await cite(main);
}

/** The article, each quotation a link to its answer. */
function inPlace(text, quotes) {
  const points = [...text];
  const pieces = [];
  let at = 0;
  quotes.forEach(({ start, end, check }, i) => {
    pieces.push(points.slice(at, start).join(""),
      h("a", { href: `#quotation-${i + 1}`, class: "in-place", title: VERDICTS[check.verdict] }, h("mark", {}, points.slice(start, end).join("")), h("sup", {}, ` ${i + 1}`)));
    at = end;
  });
  return [...pieces, points.slice(at).join("")];
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
    found.matches.slice(0, MOST_MATCHES).map(match));
}

function match(found) {
  const { turn, differences, omitted } = found;
  return h("div", { class: "match" },
    h("div", {},
      h("p", { class: "count" }, "Published"),
      h("blockquote", { dir: "auto" }, inSentence(found)),
      h("p", { class: "where" }, h("b", { dir: "auto" }, turn.label), ", ", linkTo(turn, [found]), ` · ${Math.floor(found.similarity)} % alike`, found.attribution && ` · ${ATTRIBUTIONS[found.attribution]}`),
      h("p", { class: "where", "data-interview": turn.interview.id })),
    differences.length + omitted.length > 0 && h("div", {},
      h("p", { class: "count" }, "Differences"),
      h("ul", { class: "differences" }, differences.map(difference), omitted.map(omission))));
}

function inSentence({ sentence, published }) {
  const at = sentence.indexOf(published);
  if (at < 0) return h("mark", {}, published);
  return [sentence.slice(0, at), h("mark", {}, published), sentence.slice(at + published.length)];
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

/** Put to each passage what its interview's transcript is, who published it and who has the rights. */
async function cite(main) {
  const places = Object.groupBy(main.querySelectorAll("[data-interview]"), (place) => place.dataset.interview);
  await Promise.all(Object.entries(places).map(async ([id, ones]) => {
    const text = provenance(await get(`v1/interviews/${id}`));
    ones.forEach((place) => { place.textContent = text; });
  }));
}
