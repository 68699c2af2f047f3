/** Does a quotation, or each quotation of an article, match published words? */

import { address, get, post } from "./api.js";
import { announce, counted, fill, h } from "./dom.js";
import { change } from "./place.js";

const LONGEST_IN_ADDRESS = 500;
const VERDICTS = {
  exact: "Published so, character for character",
  exact_after_normalization: "Published so, but for marks, spaces or case",
  excerpted: "Published so, with words left out where the quotation says so",
  stitched: "Put together from published pieces: what was cut matters",
  differs: "Near to published words, with differences",
  no_match: "No published passage matches",
};

export async function show(main, state, { fresh }) {
  document.title = "Check a quotation – Verbatim";
  if (fresh || !main.querySelector("#text")) build(main, state);
  const text = state.get("text");
  if (text) await check(main, text, state.get("speaker"));
}

function build(main, state) {
  const submit = (event) => {
    event.preventDefault();
    const { text, kind, speaker } = event.target.elements;
    const given = text.value.trim();
    if (!given) return text.focus();
    if (kind.value === "article") return article(main, given);
    if (given.length > LONGEST_IN_ADDRESS) return check(main, given, speaker.value.trim());
    change({ text: given, speaker: speaker.value.trim() });
  };
  fill(main,
    h("h1", {}, "Check a quotation"),
    h("form", { class: "box", onsubmit: submit },
      h("label", { for: "text" }, "The words, or a whole article"),
      h("textarea", { id: "text", name: "text", rows: 5, dir: "auto", maxlength: 200000 }, state.get("text") || ""),
      h("fieldset", {}, h("legend", {}, "This is"),
        radio("quotation", "a quotation", true), radio("article", "an article with quotations", false)),
      h("label", { for: "speaker" }, "Whose words they are claimed to be (an id, a name or a label; may be empty)"),
      h("input", { id: "speaker", name: "speaker", value: state.get("speaker") || "" }),
      h("button", {}, "Compare with published words")),
    h("div", { id: "answer" }));
}

function radio(value, label, checked) {
  return h("label", {}, h("input", { type: "radio", name: "kind", value, checked }), ` ${label}`);
}

async function check(main, text, speaker) {
  const given = { text, ...(speaker ? { speaker } : {}) };
  const found = text.length > LONGEST_IN_ADDRESS ? await post("v1/quotes/verify", given, "view") : await get(address("v1/quotes/verify", given), "view");
  fill(main.querySelector("#answer"), verdict(found), scope(found));
  announce(VERDICTS[found.verdict]);
}

async function article(main, text) {
  const found = await post("v1/quotes/verify", { article: text }, "view");
  const items = found.quotes.map((quote) => h("li", {},
    h("blockquote", { dir: "auto" }, quote.text), quote.speaker_hint && h("p", { class: "where" }, `A name stands near it: ${quote.speaker_hint}. That is a hint and no more.`),
    verdict(quote.check)));
  fill(main.querySelector("#answer"),
    h("h2", {}, counted(found.quotes.length, "quotation")), h("ol", { class: "article" }, ...items), h("p", { class: "scope" }, found.scope));
  announce(`${counted(found.quotes.length, "quotation")} compared`);
}

function verdict(found) {
  const folded = found.normalization.length ? ` (${found.normalization.join(", ")})` : "";
  return h("div", { class: `verdict ${found.verdict}` },
    h("p", { class: "judgement" }, VERDICTS[found.verdict] + folded),
    found.verdict === "no_match" && found.matches.length ? h("p", {}, "The nearest passages:") : null,
    ...found.matches.slice(0, 3).map(match));
}

function match(found) {
  const { turn } = found;
  return h("div", { class: "match" },
    h("blockquote", { dir: "auto" }, ...inSentence(found)),
    h("p", { class: "where" }, h("b", {}, turn.label), ", ", h("a", { href: `?read=${turn.interview.id}#${turn.number}` }, turn.interview.title || turn.interview.id), turn.interview.date ? `, ${turn.interview.date}` : "", ` · ${Math.round(found.similarity)} % alike`, found.attribution ? ` · ${found.attribution.replace(/_/g, " ")}` : ""),
    found.differences.length ? h("ul", { class: "differences" }, ...found.differences.map(difference)) : null,
    found.omitted.length ? h("ul", { class: "differences" }, ...found.omitted.map(omission)) : null);
}

function inSentence({ sentence, published }) {
  const at = sentence.indexOf(published);
  if (at < 0) return [h("mark", {}, published)];
  return [sentence.slice(0, at), h("mark", {}, published), sentence.slice(at + published.length)];
}

function difference({ quoted, published, flags }) {
  const flagged = flags.length ? ` – ${flags.join(", ")}` : "";
  return h("li", {}, "quoted ", quoted ? h("del", {}, quoted) : "nothing", ", published ", published ? h("ins", {}, published) : "nothing", h("strong", {}, flagged));
}

function omission({ text, word_count, flags, crosses }) {
  const what = text ? [h("ins", {}, text)] : [word_count === null ? "what stands between" : counted(word_count, "word")];
  return h("li", {}, "left out: ", ...what, h("strong", {}, flags.length ? ` – ${flags.join(", ")}` : "", crosses ? ` – the cut crosses ${crosses.replace(/_/g, " ")}` : ""));
}

function scope(found) {
  const { interviews, turns } = found.searched;
  return h("p", { class: "scope" }, `Compared with ${counted(turns, "turn")} of ${counted(interviews, "interview")}. `, found.scope);
}
