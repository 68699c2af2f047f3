/** The API as any front end reaches it: relative addresses, entity tags left to the browser, problems as errors. */

const running = new Map();

export class Problem extends Error {
  constructor(problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }
}

/** Give what stands under an address of the API; a later call with the same `slot` cancels an earlier one. */
export async function get(address, slot = null) {
  return ask(address, {}, slot);
}

/** Send a body that is too long for an address. */
export async function post(address, body, slot = null) {
  return ask(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }, slot);
}

/** Give every item of a list, page by page. */
export async function* pages(address) {
  for (let next = address; next; ) {
    const page = await get(next);
    yield page;
    next = page.next;
  }
}

/** Give an address under the API with these parameters; lists are repeated, nothing is left out but nothing. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one !== null && one !== undefined && one !== "") query.append(name, one);
  }
  return `${path}${query.size ? `?${query}` : ""}`;
}

async function ask(address, options, slot) {
  if (slot) running.get(slot)?.abort();
  const controller = new AbortController();
  if (slot) running.set(slot, controller);
  const answer = await reach(address, { ...options, signal: controller.signal });
  if (!answer.ok) throw new Problem(await problemOf(answer));
  return answer.json();
}

async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ title: "The server cannot be reached", detail: "The server cannot be reached. Try again when it is back." });
  }
}

async function problemOf(answer) {
  try {
    const problem = await answer.json();
    const faults = (problem.errors || []).map((fault) => `${fault.name} ${fault.message}`);
    return { ...problem, detail: faults.length ? faults.join("; ") : problem.detail };
  } catch {
    return { title: answer.statusText, detail: `The server answered ${answer.status}.` };
  }
}
