/** The API as any front end reaches it; the browser sees to entity tags. */

let visit = new AbortController();

export class Problem extends Error {
  constructor(problem) {
    super([problem.detail || problem.title, problem.reason].filter(Boolean).join(" "));
    this.problem = problem;
  }
}

/** Cancel all that was asked so far and is not answered. */
export function leave() {
  visit.abort();
  visit = new AbortController();
}

/** Give what stands under an address of the API. */
export async function get(address) {
  return JSON.parse(await getText(address));
}

/** The same, where it is plain text. */
export async function getText(address, options = {}) {
  const { ok, status, text } = await reach(here(address), { ...options, signal: visit.signal });
  if (!ok) throw new Problem(problemOf(status, text));
  return text;
}

/** Send a body that is too long for an address. */
export async function post(address, body) {
  return JSON.parse(await getText(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));
}

/** Give the pages of a list from an address on, in either direction. */
export async function* pages(address, direction = "next") {
  for (let there = address; there; ) {
    const page = await get(there);
    yield page;
    there = page[direction];
  }
}

/** Give an address with these parameters; lists are repeated, what is empty is left out. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  append(query, parameters);
  return `${path}${query.size ? `?${query}` : ""}`;
}

/** Append values, each of a list, to a query. */
export function append(query, values) {
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value].flat()) if ((one ?? "") !== "") query.append(name, one);
  }
}

/** Give a URL of the API, which may name another host, as this page reaches it. */
function here(url) {
  const { pathname, search } = new URL(url, document.baseURI);
  return pathname.slice(pathname.lastIndexOf("/v1/") + 1) + search;
}

async function reach(address, options) {
  try {
    const answer = await fetch(address, options);
    return { ok: answer.ok, status: answer.status, text: await answer.text() };
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ status: 0, title: "The server cannot be reached. Try again when it is back." });
  }
}

function problemOf(status, text) {
  try {
    const problem = JSON.parse(text);
    const faults = (problem.errors || []).map((fault) => `${fault.name}: ${fault.message}`);
    return { ...problem, detail: faults.length ? faults.join("; ") : problem.detail };
  } catch {
    return { status, title: `The server answered ${status}.` };
  }
}
