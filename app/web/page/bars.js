/** Bar charts whose bars are links, and whose numbers are text too. */

import { svg } from "./dom.js";

const WIDTH = 240, HEIGHT = 80;

/** A chart of `{label, value, title, href}`; values from 0. */
export function bars(data) {
  const most = Math.max(...data.map((bar) => bar.value), 0) || 1;
  const step = WIDTH / data.length;
  const chart = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT + 14}`, class: "bars", role: "group", "aria-label": "Bar chart" });
  data.forEach((bar, i) => {
    const height = Math.max((bar.value / most) * HEIGHT, 1);
    const title = svg("title");
    title.textContent = bar.title;
    const link = svg("a", { href: bar.href, "aria-label": bar.title },
      title,
      svg("rect", { x: i * step, y: 0, width: step, height: HEIGHT, class: "room" }),
      svg("rect", { x: i * step + step * 0.1, y: HEIGHT - height, width: step * 0.8, height, class: "bar" }));
    chart.append(link);
    if (data.length < 9 || i % Math.ceil(data.length / 6) === 0) {
      const label = svg("text", { x: i * step + step / 2, y: HEIGHT + 11, "text-anchor": "middle", "aria-hidden": "true" });
      label.textContent = bar.label;
      chart.append(label);
    }
  });
  return chart;
}
