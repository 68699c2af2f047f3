/** Charts whose bars are links, and whose numbers are text too. */

import { h } from "./dom.js";

const MOST_BARS = 8;

/** Upright bars of `{label, value, shown, title, href}`; values from 0. */
export function bars(data) {
  const most = Math.max(...data.map((bar) => bar.value)) || 1;
  return h("ol", { class: "bars" }, data.map((bar) => h("li", {},
    h("a", { href: bar.href, title: bar.title },
      h("span", { class: "count" }, bar.shown), sized("blockSize", `calc((100% - 2.6rem) * ${bar.value / most})`), h("span", {}, bar.label)))));
}

/** Lying bars of the same, one below the other; values from 0 to 1. */
export function shares(data) {
  return h("ul", { class: "shares" }, data.map((bar) => h("li", {},
    h("a", { href: bar.href, dir: "auto" }, bar.label),
    h("span", { class: "room" }, sized("inlineSize", `${bar.value * 100}%`)),
    h("span", { class: "count" }, bar.title))));
}

// Set through the object model, since a strict policy forbids style attributes.
function sized(side, size) {
  const bar = h("span", { class: "bar" });
  bar.style[side] = size;
  return bar;
}

/** Give `count` turns of `of` as a share from 0 to 1, and in words. */
export function share({ count, of }) {
  const part = of ? count / of : 0;
  const percent = part && part < 0.001 ? "under 0.1" : (part * 100).toFixed(1);
  return { part, percent: `${percent} %`, words: `${percent} % (${count.toLocaleString("en")} of ${of.toLocaleString("en")})` };
}

/** The years of a facet in order and without gaps, several together where they are many. */
export function periods(years) {
  const numbers = years.map((year) => Number(year.value));
  const first = Math.min(...numbers), last = Math.max(...numbers);
  const step = [1, 2, 5, 10, 20, 50, 100, 1000].find((years) => Math.floor(last / years) - Math.floor(first / years) < MOST_BARS);
  const found = new Map();
  for (let from = first - (first % step); from <= last; from += step) found.set(from, { from, to: from + step - 1, count: 0, of: 0 });
  years.forEach(({ count, of }, i) => {
    const period = found.get(numbers[i] - (numbers[i] % step));
    period.count += count;
    period.of += of;
  });
  return [...found.values()].map(named);
}

function named({ from, to, count, of }) {
  const [first, last] = [from, to].map((year) => String(year).padStart(4, "0"));
  return { count, of, label: first === last ? first : `${first}–`, title: first === last ? first : `${first} to ${last}`, filter: { date_from: first, date_to: last } };
}
