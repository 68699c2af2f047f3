// A front end's whole use of the API, with types from its own document: list, page, search, highlight, revalidate.
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Turn = components["schemas"]["Turn"];
type Hit = components["schemas"]["Hit"];
type Problem = components["schemas"]["Problem"];

const baseUrl = process.argv[2];
if (baseUrl === undefined) throw new Error("usage: node client.js ADDRESS");

const kept = new Map<string, { etag: string; body: string }>();
const statuses: number[] = [];

/** Asks whether what is kept has changed, and gives what is kept where it has not. */
const revalidating: Middleware = {
  onRequest({ request }) {
    const known = kept.get(request.url);
    if (known) request.headers.set("If-None-Match", known.etag);
    return request;
  },
  async onResponse({ request, response }) {
    statuses.push(response.status);
    const known = kept.get(request.url);
    if (response.status === 304 && known) return new Response(known.body, { headers: response.headers });
    const etag = response.headers.get("ETag");
    if (response.ok && etag) kept.set(request.url, { etag, body: await response.clone().text() });
    return undefined;
  },
};

const client = createClient<paths>({ baseUrl });
client.use(revalidating);

function told(problem: Problem): Error {
  const faults = (problem.errors ?? []).map((fault) => `${fault.name}: ${fault.message}`);
  return new Error([problem.detail, ...faults].join("\n"));
}

/** Walks a list to its end, page by page, by the cursors that `next` carries. */
async function* turnsOf(interview: string): AsyncGenerator<Turn> {
  let cursor: string | null = null;
  do {
    const query: { limit: number; interview: string[]; cursor?: string } = { limit: 10, interview: [interview] };
    if (cursor !== null) query.cursor = cursor;
    const { data, error } = await client.GET("/v1/turns", { params: { query } });
    if (error) throw told(error);
    yield* data.items;
    cursor = data.next === null ? null : new URL(data.next, baseUrl).searchParams.get("cursor");
  } while (cursor !== null);
}

async function search(q: string): Promise<Hit[]> {
  const { data, error } = await client.GET("/v1/search", { params: { query: { q } } });
  if (error) throw told(error);
  return data.items;
}

/** Marks matches in a snippet, whose segments are text and nothing else. */
function snippetOf(hit: Hit): string {
  return hit.snippet.map((segment) => (segment.match ? `[${segment.text}]` : segment.text)).join("");
}

/** Marks matches in the whole text, by offsets in the units that JavaScript's strings have. */
function markedText(hit: Hit): string {
  let end = 0;
  const pieces = hit.matches.map((match) => {
    const piece = `${hit.turn.text.slice(end, match.utf16_start)}[${hit.turn.text.slice(match.utf16_start, match.utf16_end)}]`;
    end = match.utf16_end;
    return piece;
  });
  return pieces.join("") + hit.turn.text.slice(end);
}

const { data: interviews, error } = await client.GET("/v1/interviews", { params: { query: { sort: "title" } } });
if (error) throw told(error);
const counts: Record<string, number> = {};
for (const interview of interviews.items) {
  const ids = new Set<string>();
  for await (const turn of turnsOf(interview.id)) ids.add(turn.id);
  if (ids.size !== interview.turn_count) throw new Error(interview.id);
  counts[interview.id] = ids.size;
}
const hits = await search("washing glass");
const again = await search("washing glass");
const problem = await search("( -").then(() => "", (reason: unknown) => String(reason));
console.log(JSON.stringify({
  counts, problem, statuses: statuses.slice(-3), same: JSON.stringify(hits) === JSON.stringify(again),
  snippets: hits.map(snippetOf), texts: hits.map(markedText),
}));
