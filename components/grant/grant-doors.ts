import type { ActionAnswer } from "#components/action-answer.ts";
import type { ShownDecision } from "#components/request/shown-decision.ts";
import type { Proof } from "#components/step-up/proof.ts";
import type { RequestStatus } from "#core/domain/request/request.ts";

/** A secret that exists only in this answer. */
export interface ShownCredential {
  readonly kind: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly command: string;
  readonly expiresAt: string;
}

interface GrantChosen {
  readonly grantId: string;
}

/** What can be done to a grant: server actions of the route that shows it. */
export interface GrantDoors {
  readonly reveal: (input: GrantChosen & { readonly stepUp?: Proof }) => Promise<ActionAnswer<ShownCredential>>;
  readonly rotate: (input: GrantChosen & { readonly stepUp?: Proof }) => Promise<ActionAnswer<ShownCredential>>;
  readonly giveBack: (input: GrantChosen) => Promise<ActionAnswer<unknown>>;
  readonly revoke: (input: GrantChosen & { readonly reason: string }) => Promise<ActionAnswer<unknown>>;
  readonly extend: (
    input: GrantChosen & { readonly durationSeconds: number; readonly justification: string },
  ) => Promise<ActionAnswer<ExtensionView>>;
  readonly verify: (input: { readonly password: string }) => Promise<ActionAnswer<unknown>>;
}

/** The part of an extension's request that its answer is told from. */
export interface ExtensionView {
  readonly id: string;
  readonly status: RequestStatus;
  readonly decision: ShownDecision;
}
