/** Elements made of data: strings only ever become text nodes and attributes. */

/** Make an element; `on…` properties are listeners, null and false leave an attribute out. */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (given(value)) element.setAttribute(key, value === true ? "" : value);
  }
  return fill(element, ...children);
}

function given(value) {
  return value !== null && value !== undefined && value !== false;
}

/** Let an element hold these children alone; what is null or false is left out. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(given));
  return element;
}

/** Say something to those who cannot see it change. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}

/** Paragraphs of a turn's text, the spans in it (UTF-16 units) marked. */
export function paragraphs(text, matches = []) {
  const made = [];
  let from = 0;
  for (const piece of text.split("\n\n")) {
    const to = from + piece.length;
    const inside = matches.filter((match) => match.utf16_start < to && match.utf16_end > from);
    made.push(h("p", { dir: "auto" }, ...marked(text, from, to, inside)));
    from = to + 2;
  }
  return made;
}

function marked(text, from, to, matches) {
  const pieces = [];
  let at = from;
  for (const match of matches) {
    const start = Math.max(match.utf16_start, from), end = Math.min(match.utf16_end, to);
    if (start < at) continue;
    pieces.push(text.slice(at, start), h("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...pieces, text.slice(at, to)].filter(Boolean);
}

/** `1,200 turns`. */
export function counted(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** An interview's date after its name, where it has one. */
export function dated({ date }) {
  return date && [", ", h("time", { datetime: date }, date)];
}
