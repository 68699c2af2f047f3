/** What narrows a search: filters to take away, and values to choose. */

import { bars, periods, share } from "./bars.js";
import { counted, h } from "./dom.js";
import { changed } from "./place.js";

export const FILTERS = ["speaker", "kind", "interview", "outlet", "date_from", "date_to"];
export const FACETS = { year: "Over time", speaker: "Speaker", kind: "Kind", interview: "Interview" };

/** The filters of a state, as parameters of the API. */
export function filtersOf(state) {
  return Object.fromEntries(FILTERS.map((name) => [name, state.getAll(name)]));
}

/** The filters that are set, each a link that takes it away. */
export function chips(state, facets) {
  const dates = [state.get("date_from"), state.get("date_to")].filter(Boolean);
  const set = FILTERS.slice(0, 4).flatMap((name) => state.getAll(name).map((value) => ({
    text: `${name}: ${labelOf(facets[name], value)}`, href: without(state, name, value) })));
  if (dates.length) set.push({ text: `date: ${[...new Set(dates)].join(" to ")}`, href: changed(state, { date_from: null, date_to: null }) });
  return set.length ? h("ul", { class: "filters", "aria-label": "Filters" }, set.map(({ text, href }) =>
    h("li", {}, h("a", { href, title: "Take this filter away" }, h("bdi", {}, text), " ✕")))) : null;
}

function labelOf(values = [], value) {
  return values.find((one) => one.value === value)?.label || value;
}

function without(state, name, value) {
  return changed(state, { [name]: state.getAll(name).filter((one) => one !== value) });
}

/** That counting took too long, where it did. */
export function uncounted(page) {
  return page.uncounted.length > 0 && h("p", { class: "count" }, "Too many to count by year and speaker in time: more words or a filter help.");
}

/** The values of one facet; a value that is chosen already is taken away. */
export function facet(name, values, state) {
  if (!values?.length) return null;
  return h("section", {}, h("h2", {}, FACETS[name]), name === "year" ? overTime(values, state) : listed(name, values.slice(0, 8), state));
}

function overTime(years, state) {
  return bars(periods(years).map((period) => ({
    label: period.label, value: period.count, shown: period.count.toLocaleString("en"), href: changed(state, period.filter),
    title: `${period.title}: ${counted(period.count, "turn")}, ${share(period).words}` })));
}

function listed(name, values, state) {
  const chosen = state.getAll(name);
  return h("ul", { class: "facet" }, values.map(({ value, label, count, of }) => {
    const is = chosen.includes(value);
    const href = is ? without(state, name, value) : changed(state, { [name]: [...chosen, value] });
    return h("li", {},
      h("a", { href, dir: "auto", "aria-current": is && "true" }, is && "✓ ", label),
      h("span", { class: "count" }, `${count.toLocaleString("en")} of ${of.toLocaleString("en")}`));
  }));
}
