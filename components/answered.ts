/** The line broke, or the portal restarts: it may have been done, or not. */
interface NoAnswer {
  readonly ok: false;
  readonly code: "no_answer";
}

/**
 * An action never throws what the server could answer. What is thrown all the same is an answer that never came: a refusal like
 * any other here, so that what was typed stays, and nobody is told that nothing was changed.
 */
export const answered = async <A>(act: () => Promise<A>): Promise<A | NoAnswer> => {
  try {
    return await act();
  } catch {
    return { ok: false, code: "no_answer" };
  }
};
