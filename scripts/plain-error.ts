/** An error whose message is one sentence for the person at the console: it is printed without a stack. */
export class PlainError extends Error {
  override name = "PlainError";
}
