import type { ShownEntitlement } from "#components/entitlement-place.ts";
import type { EndReason, GrantStatus } from "#core/domain/grant/grant.ts";

/** What is shown of a grant. Instants are ISO 8601. */
export interface ShownGrant {
  readonly id: string;
  readonly requestId: string;
  readonly status: GrantStatus;
  readonly endReason: EndReason | null;
  readonly entitlement: ShownEntitlement & { readonly sensitive: boolean };
  readonly holder: { readonly id: string; readonly name: string };
  readonly account: string;
  readonly durationSeconds: number;
  readonly scheduledFor: string | null;
  readonly startsAt: string | null;
  readonly readyAt: string | null;
  readonly expiresAt: string | null;
  readonly endedAt: string | null;
  /** Of an end that was accepted unproved: when the target confirmed it after all. */
  readonly provedAt: string | null;
  readonly credentialRevealedAt: string | null;
  /** Why the target has not confirmed yet. */
  readonly problem: string | null;
  /** `before`: the access was there before the grant. `left`: it still stands, now without one. */
  readonly standing: "before" | "left" | null;
  readonly quarantined: readonly string[];
  /** How long access may outlive its removal at worst. */
  readonly residualBound: { readonly ms: number; readonly why: string } | null;
  readonly may: {
    readonly reveal: boolean;
    readonly extend: boolean;
    readonly return: boolean;
    readonly revoke: boolean;
  };
}
