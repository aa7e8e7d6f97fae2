import type { Actor } from "#core/domain/audit/event.ts";
import type { GrantId, RequestId } from "#core/domain/ids.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { extendGrant } from "#core/usecases/extend-grant.ts";
import { lapseDueRequests } from "#core/usecases/lapse-due-requests.ts";
import { revokeGrant } from "#core/usecases/revoke-grant.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const ticker: Actor = { personId: null, via: "ticker", correlationId: "race" };

interface Ballot {
  readonly requestId: RequestId;
  readonly digest: string;
  readonly vote: "approve" | "deny";
}
interface Extension {
  readonly grantId: GrantId;
  readonly durationSeconds: number;
  readonly justification: string;
}

/** What the second process can do. Anything that a message can carry goes in; whether it was done comes out. */
export const rivalMoves = {
  vote: async (core: Core, caller: Caller, ballot: Ballot) => (await voteOnRequest(core, caller, ballot)).ok,
  cancel: async (core: Core, caller: Caller, given: { requestId: RequestId }) =>
    (await cancelRequest(core, caller, given)).ok,
  /** Waits for the deadline by the database's clock, as the ticker does by a timer. */
  lapse: async (core: Core, _: Caller, { at }: { at: Date }) => {
    while ((await core.clock.now()) < at) await core.clock.now();
    await lapseDueRequests(core, ticker);
    return true;
  },
  /** Whether the access really lasts longer: an extension may also wait, or be refused by policy. */
  extend: async (core: Core, caller: Caller, extension: Extension) => {
    const extended = await extendGrant(core, caller, extension);
    return extended.ok && extended.value.status === "approved";
  },
  revoke: async (core: Core, caller: Caller, given: { grantId: GrantId; reason: string }) =>
    (await revokeGrant(core, caller, given)).ok,
} as const;

export type RivalMoves = typeof rivalMoves;
