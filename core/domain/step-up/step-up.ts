import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { PasskeyId, PersonId, SessionId, StepUpId } from "#core/domain/ids.ts";

/** What a confirmation can be for. One that was given for one of them says nothing about another. */
export type StepUpPurpose = "vote" | "change" | "credential" | "request" | "identity" | "enrolment";

/** How long somebody has to confirm, and then to act on it. */
export const stepUpMs = 5 * 60_000;

/** One decision: about what, in which state, and how. */
export interface Decision {
  /** Of the request, change or grant; empty where the digest says it all. */
  readonly id: string;
  readonly digest: string;
  readonly decision: string;
}

/** Something that a person was asked to confirm, in one session, for one purpose: one decision, or one listed batch. */
export interface StepUp {
  readonly id: StepUpId;
  readonly version: number;
  readonly personId: PersonId;
  readonly sessionId: SessionId;
  readonly purpose: StepUpPurpose;
  readonly decisions: readonly Decision[];
  /** Random, so that no two have one challenge. */
  readonly nonce: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly provedAt: Date | null;
  /** The passkey that confirmed it; "oidc" where the identity provider did. */
  readonly provedBy: PasskeyId | "oidc" | null;
  /** SHA-256 of the assertion: the other decisions of a batch are spent with the very same one. */
  readonly assertion: string | null;
  /** Decisions that were carried out, as `decisionKey` writes them. Each is once. */
  readonly spent: readonly string[];
}

/**
 * Exactly what is authorised, in one canonical text: an array, whose form depends on nothing but these values. The challenge
 * that the authenticator signs is its SHA-256, so a signature can never be made to mean anything else.
 */
export const stepUpStatement = (
  stepUp: Pick<StepUp, "id" | "purpose" | "personId" | "sessionId" | "nonce" | "decisions">,
): string =>
  JSON.stringify([
    "lapse-step-up-1",
    stepUp.id,
    stepUp.purpose,
    stepUp.personId,
    stepUp.sessionId,
    stepUp.nonce,
    stepUp.decisions.map(({ id, digest, decision }) => [id, digest, decision]),
  ]);

/** 32 bytes, base64url: the challenge of an assertion, and the `nonce` of a re-authentication. */
export const stepUpChallenge = (stepUp: Parameters<typeof stepUpStatement>[0]): string =>
  base64url(sha256(utf8ToBytes(stepUpStatement(stepUp))));

export const decisionKey = (decision: Decision): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify([decision.id, decision.digest, decision.decision]))));

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** RFC 4648, 5, without padding. */
const base64url = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,6}/g) ?? []).map((six) => alphabet[parseInt(six.padEnd(6, "0"), 2)]).join("");
};
