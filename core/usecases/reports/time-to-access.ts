import type { EntitlementId } from "#core/domain/ids.ts";
import { cutTo, type Picture, type Table } from "#core/domain/report/report.ts";
import type { ReportRows, WaitSummary } from "#core/ports/report-rows.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

const bounds = [
  { ms: 1_000, words: "< 1 s" },
  { ms: 10_000, words: "< 10 s" },
  { ms: 60_000, words: "< 1 min" },
  { ms: 600_000, words: "< 10 min" },
  { ms: 3_600_000, words: "< 1 h" },
  { ms: 8 * 3_600_000, words: "< 8 h" },
] as const;

export const timeToAccess: ReportBuilder = async (core, window, before) => {
  const [waits, earlier, buckets] = await Promise.all([
    core.reportRows.waits(window),
    core.reportRows.waits(before),
    core.reportRows.waitBuckets(
      window,
      bounds.map(({ ms }) => ms),
    ),
  ]);
  const entitlementIds = waits.flatMap(({ entitlementId }) => entitlementId ?? []);
  const names = new Map((await namedEntitlements(core, entitlementIds)).map((item) => [item.id, item]));
  const of = (rows: readonly WaitSummary[], automatic: boolean) =>
    rows.find((row) => row.automatic === automatic && row.entitlementId === null);
  const figure = (label: string, automatic: boolean, key: "p50Ms" | "p90Ms") => ({
    ...{ label, unit: "ms" as const, better: "less" as const },
    value: of(waits, automatic)?.[key] ?? null,
    before: of(earlier, automatic)?.[key] ?? null,
  });
  const count = (rows: readonly WaitSummary[]) => (of(rows, true)?.count ?? 0) + (of(rows, false)?.count ?? 0);
  return {
    figures: [
      figure("By policy, half had it within", true, "p50Ms"),
      figure("After approval, half had it within", false, "p50Ms"),
      figure("After approval, nine of ten within", false, "p90Ms"),
      {
        label: "Times access was given",
        unit: "count",
        value: count(waits),
        before: count(earlier),
        better: "neither",
      },
    ],
    pictures: [pictureOf(buckets)],
    tables: [tableOf(waits, (id) => names.get(id) ?? { name: id, target: { name: "" } })],
  };
};

const pictureOf = ({ automatic, approved }: Awaited<ReturnType<ReportRows["waitBuckets"]>>): Picture => ({
  title: "How long people waited",
  form: "columns",
  unit: "count",
  categories: [...bounds.map(({ words }) => words), "longer"],
  series: [
    { name: "by policy", tone: "live", values: automatic },
    { name: "after approval", tone: "accent", values: approved },
  ],
  empty: "Nobody was given access in this time.",
});

type NameOf = (id: EntitlementId) => { readonly name: string; readonly target: { readonly name: string } };

const tableOf = (waits: readonly WaitSummary[], nameOf: NameOf): Table => {
  const { rows, cut } = cutTo(waits.filter(({ entitlementId }) => entitlementId !== null));
  return {
    title: "By entitlement",
    columns: [
      { header: "Entitlement", unit: "text" },
      { header: "Target", unit: "text" },
      { header: "Decided by", unit: "text" },
      { header: "Times", unit: "count" },
      { header: "Half within", unit: "ms" },
      { header: "Nine of ten within", unit: "ms" },
      { header: "At worst", unit: "ms" },
    ],
    rows: rows.flatMap(({ entitlementId, automatic, count, p50Ms, p90Ms, maxMs }) => {
      if (entitlementId === null) return [];
      const { name, target } = nameOf(entitlementId);
      return [[name, target.name, automatic ? "policy" : "people", count, p50Ms, p90Ms, maxMs]];
    }),
    cut,
  };
};
