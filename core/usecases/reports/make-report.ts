import { type ReportKind, reportWords } from "#core/domain/report/report-kinds.ts";
import { type ReportWindowInput, windowBefore, windowOf } from "#core/domain/report/report-input.ts";
import type { Report } from "#core/domain/report/report.ts";
import type { Core } from "#core/ports/core.ts";
import { automaticShare } from "#core/usecases/reports/automatic-share.ts";
import { breakGlass } from "#core/usecases/reports/break-glass.ts";
import { evidenceOf } from "#core/usecases/reports/evidence-of.ts";
import { policyChanges } from "#core/usecases/reports/policy-changes.ts";
import { refusedAttempts } from "#core/usecases/reports/refused-attempts.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";
import { revocationLag } from "#core/usecases/reports/revocation-lag.ts";
import { standingAccess } from "#core/usecases/reports/standing-access.ts";
import { timeToAccess } from "#core/usecases/reports/time-to-access.ts";
import { unusedGrants } from "#core/usecases/reports/unused-grants.ts";

const builders: Readonly<Record<ReportKind, ReportBuilder>> = {
  "time-to-access": timeToAccess,
  "automatic-share": automaticShare,
  "revocation-lag": revocationLag,
  "standing-access": standingAccess,
  "unused-grants": unusedGrants,
  "break-glass": breakGlass,
  "policy-changes": policyChanges,
  "refused-attempts": refusedAttempts,
};

/** One report over a window of time. For callers who may read it. */
export const makeReport = async (core: Core, kind: ReportKind, asked: ReportWindowInput): Promise<Report> => {
  const madeAt = await core.clock.now();
  const window = windowOf(asked, madeAt);
  const [body, evidence] = await Promise.all([builders[kind](core, window, windowBefore(window)), evidenceOf(core)]);
  const { title, method } = reportWords[kind];
  return { kind, title, window, madeAt, method, evidence, ...body };
};
