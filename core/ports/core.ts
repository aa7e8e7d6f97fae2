import type { Actor } from "#core/domain/audit/event.ts";
import type { Person } from "#core/domain/directory/person.ts";
import type { Session, TokenScope } from "#core/domain/directory/session.ts";
import type { Result } from "#core/domain/result.ts";
import type { Accounts } from "#core/ports/accounts.ts";
import type { Alarms } from "#core/ports/alarms.ts";
import type { AuditTrail } from "#core/ports/audit-trail.ts";
import type { BreakGlassReviews } from "#core/ports/break-glass-reviews.ts";
import type { Catalogue } from "#core/ports/catalogue.ts";
import type { Channel } from "#core/ports/channels.ts";
import type { Changes } from "#core/ports/changes.ts";
import type { Retentions } from "#core/ports/retentions.ts";
import type { Erasures } from "#core/ports/erasures.ts";
import type { Eraser } from "#core/ports/eraser.ts";
import type { ClockNodes } from "#core/ports/clock-nodes.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Delegations } from "#core/ports/delegations.ts";
import type { Forwarding } from "#core/ports/forwarding.ts";
import type { Grants } from "#core/ports/grants.ts";
import type { Heartbeats } from "#core/ports/heartbeats.ts";
import type { Holdings } from "#core/ports/holdings.ts";
import type { IdentityProvider } from "#core/ports/identity-provider.ts";
import type { Ids } from "#core/ports/ids.ts";
import type { LogKey } from "#core/ports/log-key.ts";
import type { Log } from "#core/ports/log.ts";
import type { Inbox } from "#core/ports/inbox.ts";
import type { Outbox } from "#core/ports/outbox.ts";
import type { Passkeys } from "#core/ports/passkeys.ts";
import type { People } from "#core/ports/people.ts";
import type { Policies } from "#core/ports/policies.ts";
import type { Portals } from "#core/ports/portals.ts";
import type { Proofs } from "#core/ports/proofs.ts";
import type { RateLimit } from "#core/ports/rate-limit.ts";
import type { Evidence } from "#core/ports/evidence.ts";
import type { ReportRows } from "#core/ports/report-rows.ts";
import type { Reports } from "#core/ports/reports.ts";
import type { Requests } from "#core/ports/requests.ts";
import type { SavedSearches } from "#core/ports/saved-searches.ts";
import type { Schedules, ShiftFeeds } from "#core/ports/schedules.ts";
import type { Reviews } from "#core/ports/reviews.ts";
import type { Secrets } from "#core/ports/secrets.ts";
import type { Sessions } from "#core/ports/sessions.ts";
import type { Standing } from "#core/ports/standing.ts";
import type { Store } from "#core/ports/store.ts";
import type { Sweeps } from "#core/ports/sweeps.ts";
import type { Targets } from "#core/ports/targets.ts";
import type { Uses } from "#core/ports/uses.ts";
import type { Wake } from "#core/ports/wake.ts";
import type { Witness } from "#core/ports/witness.ts";

/** Everything the use cases need from outside. */
export interface Core {
  readonly clock: Clock;
  readonly clockNodes: ClockNodes;
  readonly ids: Ids;
  readonly store: Store;
  readonly sweeps: Sweeps;
  readonly requests: Requests;
  readonly grants: Grants;
  readonly holdings: Holdings;
  readonly accounts: Accounts;
  readonly people: People;
  readonly sessions: Sessions;
  readonly proofs: Proofs;
  readonly breakGlassReviews: BreakGlassReviews;
  readonly catalogue: Catalogue;
  readonly policies: Policies;
  readonly changes: Changes;
  readonly delegations: Delegations;
  readonly schedules: Schedules;
  readonly shiftFeeds: ShiftFeeds;
  readonly audit: AuditTrail;
  readonly log: Log;
  /** Null in a process that may not erase: what is to be erased waits for one that may. */
  readonly eraser: Eraser | null;
  readonly erasures: Erasures;
  readonly retentions: Retentions;
  readonly logKey: LogKey;
  readonly witnesses: readonly Witness[];
  readonly reports: Reports;
  readonly reportRows: ReportRows;
  readonly evidence: Evidence;
  readonly savedSearches: SavedSearches;
  readonly targets: Targets;
  readonly secrets: Secrets;
  readonly passkeys: Passkeys;
  /** Null where people have passwords alone. */
  readonly identityProvider: IdentityProvider | null;
  readonly rateLimit: RateLimit;
  readonly wake: Wake;
  readonly forwarding: Forwarding;
  readonly reviews: Reviews;
  readonly alarms: Alarms;
  readonly standing: Standing;
  readonly uses: Uses;
  readonly heartbeats: Heartbeats;
  readonly portals: Portals;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  /** The ways out that are configured. The inbox is always there and is none of them. */
  readonly channels: readonly Channel[];
}

/** A verified person at a door. Found anew for every call: enabled, with a live session or token, and the rights of this moment. */
export interface Caller {
  readonly person: Person;
  readonly actor: Actor;
  /** Null when a token was presented. */
  readonly session: Session | null;
  /** The scopes of the token; null for a session, which is not limited by scopes. */
  readonly scopes: readonly TokenScope[] | null;
  readonly address: string | null;
}

/** One verb. Refusals are values with a stable code; everything else that goes wrong is thrown. */
export type UseCase<In, Out, E extends string> = (core: Core, caller: Caller, input: In) => Promise<Result<Out, E>>;
