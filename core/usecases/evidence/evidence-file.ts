/** A file of a pack, its content made while it is written. */
export interface EvidenceFile {
  readonly path: string;
  readonly content: AsyncIterable<string | Uint8Array>;
}

/** A file that is there already. */
export const wholeFile = (path: string, content: string | Uint8Array): EvidenceFile => ({
  path,
  content: once(content),
});

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one piece, in the form of all the others
async function* once<T>(content: T): AsyncGenerator<T> {
  yield content;
}
