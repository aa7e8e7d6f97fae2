import type { AccessAtInput } from "#core/domain/audit/audit-input.ts";
import type { ReportFormat } from "#core/domain/report/report-format.ts";
import type { Report, Table } from "#core/domain/report/report.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { accessAt, type AccessAt } from "#core/usecases/audit/access-at.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { evidenceOf } from "#core/usecases/reports/evidence-of.ts";

/** Who had access at an instant, as a file: each row names the events that prove both its ends. Recorded before it leaves. */
export const exportAccessAt: UseCase<
  AccessAtInput & { readonly format: ReportFormat },
  Report,
  "not_allowed" | "not_found"
> = async (core, caller, { format, ...question }) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  await recordReading(core, caller, "auditExported", JSON.stringify({ accessAt: format, ...question }));
  const answer = await accessAt(core, caller, question);
  if (!answer.ok) return answer;
  const { at, about, items, agrees } = answer.value;
  const open = items.filter(({ state }) => state === "unverified").length;
  const [madeAt, evidence] = await Promise.all([core.clock.now(), evidenceOf(core)]);
  return ok({
    kind: "access-at",
    title: question.personId === undefined ? `Who had ${about.name}` : `What ${about.name} could reach`,
    window: { from: at, to: at },
    madeAt,
    method: [
      "Told from the events of the record alone: access is counted from its committed obligation until the target was read back and no longer had it, whatever its deadline said.",
      agrees
        ? "The table of grants, which is not evidence, tells the same."
        : "The table of grants, which is not evidence, tells something else.",
      "Access that was given by hand at a target is not in the record. “Began” and “ended” are positions of the events that prove the times.",
      ...(items.every(({ unverified }) => unverified === null) ? [] : [notProved]),
    ],
    evidence,
    figures: [
      { label: "Accesses", unit: "count", value: items.length - open, before: null, better: "neither" },
      { label: "Ended, not proved by then", unit: "count", value: open, before: null, better: "less" },
    ],
    pictures: [],
    tables: [tableOf(items)],
  });
};

const notProved =
  "Where a target was retired before it could confirm, nobody can tell whether the access was gone: it is told of at every later instant, as ended and never proved, and the event named as “ended” proves no more than that this was accepted. Where the target answered again, “gone” is when that proved it, and “not proved until then” is what is said of the instants between.";

const openWords = ({ goneAt }: AccessAt["items"][number]): string =>
  goneAt === null ? "ended, never proved" : "ended, not proved until then";

const tableOf = (items: AccessAt["items"]): Table => ({
  title: "Access at that instant",
  columns: [
    { header: "Holder", unit: "text" },
    { header: "Entitlement", unit: "text" },
    { header: "Login", unit: "text" },
    { header: "Then", unit: "text" },
    { header: "Approved by", unit: "text" },
    { header: "From", unit: "instant" },
    { header: "Gone", unit: "instant" },
    { header: "Began", unit: "text" },
    { header: "Ended", unit: "text" },
  ],
  rows: items.map((access) => [
    ...[access.holder.name, access.entitlement.name, access.account],
    access.state === "unverified" ? openWords(access) : access.state,
    access.approvedBy.map(({ name }) => name).join(", ") || "policy",
    ...[(access.readyAt ?? access.from).toISOString(), access.goneAt?.toISOString() ?? null],
    ...[access.began, access.gone ?? access.unverified],
  ]),
  cut: false,
});
