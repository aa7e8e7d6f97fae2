import { revocationObjectiveMs } from "#core/domain/grant/revocation-objective.ts";
import { lagWords, type ReportData } from "./report-rows.ts";

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
  readonly tone?: "live" | "danger";
}

const percent = (share: number | null): string => (share === null ? "–" : `${Math.round(share * 100)} %`);

/** The figures at the top, each with what to hold it against. */
export const reportFigures = (report: ReportData): readonly Figure[] => {
  const all = report.revocation.find(({ targetId }) => targetId === null);
  const p99 = all?.p99Ms ?? null;
  const { automaticP50Ms, approvedP50Ms } = report.timeToAccess;
  const granted = report.requestsByDay.reduce((sum, { automatic, approved }) => sum + automatic + approved, 0);
  return [
    {
      label: "Revocation, 99 of 100",
      value: lagWords(p99),
      detail: `objective ${lagWords(revocationObjectiveMs)}`,
      ...(p99 === null ? {} : { tone: p99 <= revocationObjectiveMs ? ("live" as const) : ("danger" as const) }),
    },
    {
      label: "Answered by policy",
      value: percent(report.automaticShare),
      detail: granted === 1 ? "of 1 approved request" : `of ${granted} approved requests`,
    },
    { label: "Time to access, by policy", value: lagWords(automaticP50Ms), detail: "half had it sooner" },
    { label: "Time to access, approved", value: lagWords(approvedP50Ms), detail: "half had it sooner" },
    { label: "Live grants", value: String(report.liveGrants), detail: "when this was made" },
  ];
};
