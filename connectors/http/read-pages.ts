import { EndpointError } from "./endpoint.ts";

interface Page<T> {
  readonly found: readonly T[];
  readonly cursor: string | null;
}

/** More than any honest endpoint needs. Whoever asked keeps all that was found in memory, beside everybody else's access. */
const mostPages = 10_000;
const mostFound = 1_000_000;
/** A page that says nothing keeps whoever reads from noticing how long it takes. */
const longestMs = 10 * 60_000;

/** Everything, page by page. A page that fails fails the whole: half a list is no list. */
export async function* readPages<T>(
  read: (cursor: string | null) => Promise<Page<T>>,
  mostMs = longestMs,
): AsyncGenerator<T> {
  const startedAt = performance.now();
  let cursor: string | null = null;
  let count = 0;
  const seen = new Set<string>();
  for (let pages = 0; pages < mostPages; pages++) {
    const page: Page<T> = await read(cursor);
    count += page.found.length;
    if (count > mostFound || performance.now() - startedAt > mostMs)
      throw new EndpointError("The endpoint's list does not end");
    yield* page.found;
    if (page.cursor === null) return;
    if (seen.has(page.cursor)) throw new EndpointError("The endpoint gives the same page for ever");
    seen.add(page.cursor);
    cursor = page.cursor;
  }
  throw new EndpointError("The endpoint's list does not end");
}
