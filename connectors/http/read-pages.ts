import { EndpointError } from "./endpoint.ts";

interface Page<T> {
  readonly found: readonly T[];
  readonly cursor: string | null;
}

/** More than any honest endpoint needs; one that turns in a circle is stopped. */
const mostPages = 10_000;

/** Everything, page by page. A page that fails fails the whole: half a list is no list. */
export async function* readPages<T>(read: (cursor: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | null = null;
  for (let pages = 0; pages < mostPages; pages++) {
    const page: Page<T> = await read(cursor);
    yield* page.found;
    if (page.cursor === null) return;
    if (page.cursor === cursor) throw new EndpointError("The endpoint gives the same page for ever");
    cursor = page.cursor;
  }
  throw new EndpointError("The endpoint's list does not end");
}
