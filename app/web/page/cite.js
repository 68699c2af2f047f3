/** Quoting: words of a turn, with citation and lasting address, into the clipboard. */

import { address, getText } from "./api.js";
import { announce, h } from "./dom.js";

/** Offer to copy each of these turns, and what is selected in one; `known` are the turns by number. */
export function quoting(turns, known) {
  const button = h("button", { type: "button", class: "copy", hidden: true, onclick: () => copy(button.quoted, button) }, "Copy with citation");
  turns.after(button);
  turns.addEventListener("click", ({ target }) => {
    if (!target.matches("[data-copy]")) return;
    const turn = known.get(target.closest(".turn").id);
    copy({ turn, text: turn.text }, target);
  });
  const look = () => {
    if (!turns.isConnected) return document.removeEventListener("selectionchange", look);
    button.quoted = selected(turns, known);
    button.hidden = !button.quoted;
  };
  document.addEventListener("selectionchange", look);
}

/** What is selected, if it is words of one turn; it may end before the first word of the next. */
function selected(turns, known) {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const pieces = [...turns.querySelectorAll(".text > p")].filter((p) => range.intersectsNode(p))
    .map((p) => ({ number: p.closest(".turn").id, text: within(range, p).trim() })).filter(({ text }) => text);
  if (new Set(pieces.map(({ number }) => number)).size !== 1) return null;
  return { turn: known.get(pieces[0].number), text: pieces.map(({ text }) => text).join(" ") };
}

function within(range, element) {
  const part = document.createRange();
  part.selectNodeContents(element);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part.toString();
}

async function copy({ turn, text }, button) {
  let quoted;
  try {
    quoted = `“${text.replace(/\s+/g, " ")}”\n${await cited(turn)}`;
    await navigator.clipboard.writeText(quoted);
    done(button);
  } catch (error) {
    if (error.name !== "AbortError") offer(quoted ? "The browser does not allow copying. Here is the text:" : error.message, quoted);
  }
}

/** The citation, and the place where these words will always be found. */
async function cited(turn) {
  const citation = await getText(address(`v1/turns/${turn.id}/citation`, { format: "text", revision: turn.revision }));
  const place = new URL(turn.html_url, document.baseURI);
  place.searchParams.set("revision", turn.revision);
  return `${citation.trim()}\n${place}`;
}

function done(button) {
  announce("Copied, with citation and address");
  button.classList.add("done");
  setTimeout(() => button.classList.remove("done"), 2000);
}

function offer(message, quoted) {
  const text = quoted && h("textarea", { readonly: true, rows: 6, "aria-label": "The text to copy" }, quoted);
  const dialog = h("dialog", { "aria-label": "Copying", onclose: () => dialog.remove() },
    h("p", {}, message), text, h("button", { type: "button", onclick: () => dialog.close() }, "Close"));
  document.body.append(dialog);
  dialog.showModal();
  if (text) text.select();
}
