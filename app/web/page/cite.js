/** Quoting: selected words of a turn, with citation and address, into the clipboard. */

import { address } from "./api.js";
import { announce, h } from "./dom.js";
import { fail } from "./place.js";

/** Offer to copy what is selected inside one turn of `turns`. */
export function quoting(turns) {
  const button = h("button", { type: "button", class: "copy", hidden: true, onclick: () => copy(button.quoted).catch(fail) }, "Copy with citation");
  turns.before(button);
  const look = () => {
    if (!turns.isConnected) return document.removeEventListener("selectionchange", look);
    button.quoted = selected(turns);
    button.hidden = !button.quoted;
  };
  document.addEventListener("selectionchange", look);
}

function selected(turns) {
  const selection = getSelection();
  const text = selection.toString().trim();
  const element = selection.anchorNode?.parentElement?.closest("[data-turn]");
  const end = selection.focusNode?.parentElement?.closest("[data-turn]");
  if (!text || !element || element !== end || !turns.contains(element)) return null;
  return { text, turn: element.dataset.turn, revision: element.dataset.revision };
}

async function copy({ text, turn, revision }) {
  const answer = await fetch(address(`v1/turns/${turn}/citation`, { format: "text", revision }));
  if (!answer.ok) throw new Error("The citation cannot be had now.");
  const place = new URL(`v1/turns/${turn}?revision=${revision}`, document.baseURI);
  const citation = (await answer.text()).trim();
  const quoted = `“${text.replace(/\s+/g, " ")}”\n${citation}${citation.includes("/v1/turns/") ? "" : ` ${place}`}`;
  await navigator.clipboard.writeText(quoted);
  announce("Copied, with citation and address");
}
