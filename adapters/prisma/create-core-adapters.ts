import { createAccounts } from "./accounts.ts";
import { createAlarms } from "./alarms.ts";
import { createAuditTrail } from "./audit-trail.ts";
import { createBreakGlassReviews } from "./break-glass-reviews.ts";
import { createCatalogue } from "./catalogue.ts";
import { createChanges } from "./changes.ts";
import { connectDatabase, type DatabaseConnection, type DatabaseOptions } from "./client.ts";
import { createClockNodes } from "./clock-nodes.ts";
import { createClock } from "./clock.ts";
import { createErasures } from "./erase/erasures.ts";
import { createRetentions } from "./erase/retentions.ts";
import { createDelegations } from "./delegations.ts";
import { createForwarding } from "./forwarding.ts";
import { createEvidence } from "./evidence.ts";
import { createGrants } from "./grants.ts";
import { createHeartbeats } from "./heartbeats.ts";
import { createHoldings } from "./holdings.ts";
import { checkLeastPrivilege } from "./least-privilege.ts";
import { checkSession } from "./check-session.ts";
import { createLog } from "./log/log.ts";
import { createInbox } from "./inbox.ts";
import { createOutbox } from "./outbox.ts";
import { createPeople } from "./people.ts";
import { createPolicies } from "./policies.ts";
import { createPortals } from "./portals.ts";
import { createProofs } from "./proofs.ts";
import { createReportRows } from "./report-rows/report-rows.ts";
import { createReports } from "./reports.ts";
import { createRequests } from "./requests.ts";
import { createSavedSearches } from "./saved-searches.ts";
import { createSchedules } from "./schedules.ts";
import { createReviews } from "./reviews.ts";
import { createSessions } from "./sessions.ts";
import { createStanding } from "./standing.ts";
import { createStore } from "./store/store.ts";
import { createSweeps } from "./store/sweeps.ts";
import { createUses } from "./uses.ts";
import { createIds } from "#adapters/crypto/ids.ts";
import type { Core } from "#core/ports/core.ts";

/** The ports that are made of the database. */
type DatabasePorts = Omit<
  Core,
  | "ids"
  | "eraser"
  | "logKey"
  | "witnesses"
  | "targets"
  | "secrets"
  | "passkeys"
  | "identityProvider"
  | "rateLimit"
  | "wake"
  | "shiftFeeds"
  | "channels"
>;

export interface CoreAdapters extends DatabasePorts, Pick<DatabaseConnection, "pool" | "close"> {
  /** What the role of this connection may do and must not; empty when all is well. */
  readonly checkLeastPrivilege: () => Promise<readonly string[]>;
  /** What a session of this connection lacks; empty when all is well. */
  readonly checkSession: () => Promise<readonly string[]>;
}

/** Connects to the portal's database as the application's role. Nothing is asked of the server before the first use. */
export const createCoreAdapters = (databaseUrl: string, options?: DatabaseOptions): CoreAdapters => {
  const { prisma, pool, close } = connectDatabase(databaseUrl, options);
  return {
    clock: createClock(prisma),
    clockNodes: createClockNodes(pool),
    store: createStore(prisma),
    sweeps: createSweeps(prisma),
    requests: createRequests(prisma),
    grants: createGrants(prisma),
    accounts: createAccounts(prisma),
    holdings: createHoldings(prisma, createIds(), options),
    people: createPeople(prisma),
    sessions: createSessions(prisma),
    proofs: createProofs(prisma),
    breakGlassReviews: createBreakGlassReviews(prisma),
    catalogue: createCatalogue(prisma),
    policies: createPolicies(prisma),
    changes: createChanges(prisma),
    delegations: createDelegations(prisma),
    schedules: createSchedules(prisma),
    audit: createAuditTrail(prisma),
    log: createLog(pool),
    reports: createReports(prisma),
    reportRows: createReportRows(prisma),
    evidence: createEvidence(prisma),
    savedSearches: createSavedSearches(prisma),
    forwarding: createForwarding(prisma),
    reviews: createReviews(prisma),
    alarms: createAlarms(prisma),
    uses: createUses(prisma),
    standing: createStanding(prisma),
    heartbeats: createHeartbeats(prisma),
    portals: createPortals(prisma),
    outbox: createOutbox(prisma, createIds(), options),
    inbox: createInbox(prisma),
    erasures: createErasures(prisma),
    retentions: createRetentions(prisma),
    pool,
    close,
    checkLeastPrivilege: () => checkLeastPrivilege(prisma),
    checkSession: () => checkSession(pool),
  };
};
