/** All interviews, the latest first. */

import { address, get } from "./api.js";
import { counted, fill, h } from "./dom.js";

export async function show(main, state) {
  const sort = state.get("sort") || "-date";
  const page = await get(address("v1/interviews", { sort, cursor: state.get("cursor"), speaker: state.getAll("speaker"), limit: 50 }), "view");
  document.title = "Interviews – Verbatim";
  const link = (name, label) => name === sort ? h("strong", { "aria-current": "true" }, label) : h("a", { href: `?view=interviews&sort=${name}` }, label);
  const turned = (url, label) => url && h("a", { href: `?view=interviews&${new URL(url, location.href).searchParams}` }, label);
  fill(main,
    h("h1", {}, counted(page.total, "interview")),
    h("p", { class: "sorts" }, "Sort: ", link("-date", "newest"), " · ", link("date", "oldest"), " · ", link("title", "title")),
    h("ul", { class: "interviews" }, ...page.items.map(entry)),
    h("p", { class: "paging" }, turned(page.previous, "← Previous"), turned(page.next, "Next →")));
}

function entry(interview) {
  const facts = [interview.date, interview.outlet, interview.place, counted(interview.turn_count, "turn")].filter(Boolean);
  const names = interview.speakers.filter((speaker) => !speaker.anonymous).map((speaker) => speaker.name);
  return h("li", {},
    h("a", { href: `?read=${interview.id}`, dir: "auto" }, interview.title || interview.id),
    h("span", { class: "where" }, facts.join(" · ")),
    h("span", { class: "where", dir: "auto" }, names.slice(0, 6).join(", ")));
}
