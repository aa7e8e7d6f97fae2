import type { Operation } from "#server/api/operation.ts";
import * as alarms from "#server/api/operations/alarms.ts";
import * as audit from "#server/api/operations/audit.ts";
import * as changeConsequences from "#server/api/operations/change-consequences.ts";
import * as changes from "#server/api/operations/changes.ts";
import * as evidence from "#server/api/operations/evidence.ts";
import * as breakGlass from "#server/api/operations/break-glass.ts";
import * as grants from "#server/api/operations/grants.ts";
import * as inbox from "#server/api/operations/inbox.ts";
import * as preferences from "#server/api/operations/preferences.ts";
import * as people from "#server/api/operations/people.ts";
import * as policy from "#server/api/operations/policy.ts";
import * as receipts from "#server/api/operations/receipts.ts";
import * as redSwitch from "#server/api/operations/red-switch.ts";
import * as reports from "#server/api/operations/reports.ts";
import * as requests from "#server/api/operations/requests.ts";
import * as sessions from "#server/api/operations/sessions.ts";
import * as restore from "#server/api/operations/restore.ts";
import * as standing from "#server/api/operations/standing.ts";
import * as stepUps from "#server/api/operations/step-ups.ts";

/** Every operation of the HTTP API. The routes serve these and the document describes these, so the two cannot differ. */
export const operations: readonly Operation[] = [
  people,
  requests,
  stepUps,
  breakGlass,
  grants,
  sessions,
  standing,
  inbox,
  preferences,
  redSwitch,
  alarms,
  restore,
  audit,
  evidence,
  reports,
  policy,
  changes,
  changeConsequences,
  receipts,
].flatMap((module) => Object.values(module) as unknown as readonly Operation[]);
