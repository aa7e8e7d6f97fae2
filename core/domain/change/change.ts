import type { ProposedChange } from "#core/domain/change/change-input.ts";
import type { ChangeId, PersonId } from "#core/domain/ids.ts";

/** A proposed change to something that decisions or operations read (domain rule 11). */
export interface Change {
  readonly id: ChangeId;
  readonly version: number;
  readonly kind: ProposedChange["kind"];
  readonly status: "proposed" | "applied" | "rejected" | "withdrawn";
  readonly summary: string;
  /** Secrets in it are sealed. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly authorId: PersonId;
  readonly createdAt: Date;
  readonly decidedById: PersonId | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  /** The version of what it changes, as its author saw it; null for something new. */
  readonly base: number | null;
}
