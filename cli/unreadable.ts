/** Thrown when a file cannot be read for a reason of this machine: it says nothing of the log, so it is no finding. */
export class Unreadable extends Error {
  constructor(path: string, cause: unknown) {
    super(`Cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
