import type { PersonId } from "#core/domain/ids.ts";
import type { IdempotencyKeys, StoredAnswer } from "#server/idempotency/idempotency-keys.ts";
import { problemStatus, type RefusalCode } from "#server/problem-status.ts";

export type Answered = (StoredAnswer & { readonly replayed: boolean }) | { readonly refused: RefusalCode };

interface Call {
  readonly person: PersonId;
  readonly key: string;
  readonly fingerprint: string;
}

/** Printable ASCII, as the draft for the header has it (draft-ietf-httpapi-idempotency-key-header). */
export const isIdempotencyKey = (key: string): boolean => /^[!-~]{1,200}$/.test(key);

/**
 * Runs a call at most once for its key and answers every repetition with what was answered first, refusals included.
 * The exceptions are those that did nothing and say "later": the same key may try them again. A fault keeps its key, since how far it came is
 * not known; its answer is kept too.
 */
export const answerOnce = async (
  keys: IdempotencyKeys,
  { person, key, fingerprint }: Call,
  run: () => Promise<StoredAnswer>,
): Promise<Answered> => {
  const claim = await keys.claim(person, key, fingerprint);
  switch (claim.state) {
    case "answered":
      return { ...claim.answer, replayed: true };
    case "in_use":
      return { refused: "idempotency_key_in_use" };
    case "reused":
      return { refused: "idempotency_key_reused" };
    case "new": {
      const answer = await run();
      await (mayBeTriedAgain(answer) ? keys.release(person, key) : keys.keep(person, key, answer));
      return { ...answer, replayed: false };
    }
  }
};

const mayBeTriedAgain = ({ status, body }: StoredAnswer): boolean =>
  status === 503 || (status === problemStatus.busy && body.includes('"code":"busy"'));
