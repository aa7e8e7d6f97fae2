/**
 * How what a process does besides answering is ended. Next's bundles and whoever serves them have modules of their own, so they meet
 * at the global object: one function, which is plain.
 */
const key = Symbol.for("lapse.end-of-work");
const shared = globalThis as { [key]?: () => Promise<void> };

/** Keeps how that is done. `end` is called once at most, however often and by whomever it is asked for. */
export const keepEndOfWork = (end: () => Promise<void>): void => {
  let ended: Promise<void> | null = null;
  shared[key] = () => (ended ??= end());
};

/**
 * Ends it, and resolves when nothing of it asks the database for anything any more, or was given up waiting for. At once where
 * nothing has begun.
 */
export const endWork = async (): Promise<void> => {
  await shared[key]?.();
};
