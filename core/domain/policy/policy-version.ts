import type { PersonId } from "#core/domain/ids.ts";

/** A policy that was in force from `activatedAt` until the next number was. Never changed, never removed. */
export interface PolicyVersion {
  readonly number: number;
  /** Always 1: written once. */
  readonly version: number;
  readonly document: string;
  readonly digest: string;
  /** Null for the policy that came with the set-up. */
  readonly authorId: PersonId | null;
  readonly approvedById: PersonId | null;
  readonly activatedAt: Date;
}

export const factEpochs = ["policy", "directory", "catalogue"] as const;

/** What decisions are made from: its version moves with every change of any of it. */
export interface FactEpoch {
  readonly id: (typeof factEpochs)[number];
  readonly version: number;
}
