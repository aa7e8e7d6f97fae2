import { Prisma } from "../generated/client.ts";
import type { TableName } from "#core/domain/transition.ts";

/** The columns of every table that `commit` writes: all of each, because a row is written whole. */
export const columnsOf: Readonly<Record<TableName, readonly string[]>> = {
  FactEpoch: Object.keys(Prisma.FactEpochScalarFieldEnum),
  Portal: Object.keys(Prisma.PortalScalarFieldEnum),
  SetupLink: Object.keys(Prisma.SetupLinkScalarFieldEnum),
  RecoveryLink: Object.keys(Prisma.RecoveryLinkScalarFieldEnum),
  Person: Object.keys(Prisma.PersonScalarFieldEnum),
  LocalAccount: Object.keys(Prisma.LocalAccountScalarFieldEnum),
  Session: Object.keys(Prisma.SessionScalarFieldEnum),
  ApiToken: Object.keys(Prisma.ApiTokenScalarFieldEnum),
  Passkey: Object.keys(Prisma.PasskeyScalarFieldEnum),
  RecoveryCode: Object.keys(Prisma.RecoveryCodeScalarFieldEnum),
  StepUp: Object.keys(Prisma.StepUpScalarFieldEnum),
  Group: Object.keys(Prisma.GroupScalarFieldEnum),
  Delegation: Object.keys(Prisma.DelegationScalarFieldEnum),
  Schedule: Object.keys(Prisma.ScheduleScalarFieldEnum),
  ScheduleReading: Object.keys(Prisma.ScheduleReadingScalarFieldEnum),
  Target: Object.keys(Prisma.TargetScalarFieldEnum),
  Resource: Object.keys(Prisma.ResourceScalarFieldEnum),
  Entitlement: Object.keys(Prisma.EntitlementScalarFieldEnum),
  Bundle: Object.keys(Prisma.BundleScalarFieldEnum),
  Policy: Object.keys(Prisma.PolicyScalarFieldEnum),
  Change: Object.keys(Prisma.ChangeScalarFieldEnum),
  Request: Object.keys(Prisma.RequestScalarFieldEnum),
  Vote: Object.keys(Prisma.VoteScalarFieldEnum),
  BreakGlassReview: Object.keys(Prisma.BreakGlassReviewScalarFieldEnum),
  Grant: Object.keys(Prisma.GrantScalarFieldEnum),
  Holding: Object.keys(Prisma.HoldingScalarFieldEnum),
  Account: Object.keys(Prisma.AccountScalarFieldEnum),
  Operation: Object.keys(Prisma.OperationScalarFieldEnum),
  NoticePreference: Object.keys(Prisma.NoticePreferenceScalarFieldEnum),
  Review: Object.keys(Prisma.ReviewScalarFieldEnum),
  ReviewItem: Object.keys(Prisma.ReviewItemScalarFieldEnum),
  StandingAccess: Object.keys(Prisma.StandingAccessScalarFieldEnum),
  KnownAccess: Object.keys(Prisma.KnownAccessScalarFieldEnum),
  HoldingUse: Object.keys(Prisma.HoldingUseScalarFieldEnum),
  TriedAccount: Object.keys(Prisma.TriedAccountScalarFieldEnum),
  TargetWatch: Object.keys(Prisma.TargetWatchScalarFieldEnum),
  Alarm: Object.keys(Prisma.AlarmScalarFieldEnum),
  Erasure: Object.keys(Prisma.ErasureScalarFieldEnum),
  Retention: Object.keys(Prisma.RetentionScalarFieldEnum),
  RetentionSweep: Object.keys(Prisma.RetentionSweepScalarFieldEnum),
};

/** The order in which every statement locks tables: two of them can then not wait for each other. */
export const lockOrder = Object.keys(columnsOf) as readonly TableName[];

/** Written once, with a key of its own: neither updated nor guarded. */
export const isInsertOnly = (table: TableName): boolean => table === "Policy";

/** What an update of a whole row sets, from a record `r`. */
export const settingsOf = (table: TableName): string =>
  columnsOf[table]
    .filter((name) => name !== "id")
    .map((name) => `"${name}" = r."${name}"`)
    .join(", ");
