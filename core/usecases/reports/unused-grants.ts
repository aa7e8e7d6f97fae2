import type { Grant } from "#core/domain/grant/grant.ts";
import { cutTo, mostRows, type Table } from "#core/domain/report/report.ts";
import type { Core } from "#core/ports/core.ts";
import type { UseCount } from "#core/ports/report-rows.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf } from "#core/usecases/names-of.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

export const unusedGrants: ReportBuilder = async (core, window, before) => {
  const targets = (await core.catalogue.targets()).filter(
    ({ kind }) => core.targets.kind(kind)?.accounts === "credential",
  );
  const ids = targets.map(({ id }) => id);
  const [counts, earlier, grants] = await Promise.all([
    core.reportRows.use(window, ids),
    core.reportRows.use(before, ids),
    core.reportRows.unused(window, ids, mostRows + 1),
  ]);
  const perTarget = targets.map(({ id, name }) => ({
    name,
    ...total(counts.filter(({ targetId }) => targetId === id)),
  }));
  return {
    figures: [
      { label: "Never used", unit: "share", value: shareOf(counts), before: shareOf(earlier), better: "less" },
      {
        ...{ label: "Grants that nobody used", unit: "count", better: "less" },
        value: total(counts).unused,
        before: total(earlier).unused,
      },
    ],
    pictures: [
      {
        title: "Used and unused, by target",
        form: "bars",
        unit: "count",
        categories: perTarget.map(({ name }) => name),
        series: [
          { name: "used", tone: "live", values: perTarget.map(({ used }) => used) },
          { name: "unused", tone: "waning", values: perTarget.map(({ unused }) => unused) },
        ],
        empty: "No access of a kind that can tell use has ended in this time.",
      },
    ],
    tables: [await entitlementTable(core, counts), await grantTable(core, grants)],
  };
};

const total = (counts: readonly UseCount[]) => ({
  used: counts.reduce((sum, { used }) => sum + used, 0),
  unused: counts.reduce((sum, { unused }) => sum + unused, 0),
});

const shareOf = (counts: readonly UseCount[]): number | null => {
  const { used, unused } = total(counts);
  return used + unused === 0 ? null : unused / (used + unused);
};

const entitlementTable = async (core: Core, counts: readonly UseCount[]): Promise<Table> => {
  const { rows, cut } = cutTo(counts);
  const entitlements = await namedEntitlements(
    core,
    rows.map(({ entitlementId }) => entitlementId),
  );
  return {
    title: "By entitlement",
    columns: [
      { header: "Entitlement", unit: "text" },
      { header: "Used", unit: "count" },
      { header: "Unused", unit: "count" },
      { header: "Unused share", unit: "share" },
    ],
    rows: rows.map((row) => [
      entitlements.find(({ id }) => id === row.entitlementId)?.name ?? row.entitlementId,
      ...[row.used, row.unused, shareOf([row])],
    ]),
    cut,
  };
};

const grantTable = async (core: Core, grants: readonly Grant[]): Promise<Table> => {
  const { rows, cut } = cutTo(grants);
  const [name, entitlements] = await Promise.all([
    namesOf(
      core,
      rows.map(({ holderId }) => holderId),
    ),
    namedEntitlements(
      core,
      rows.map(({ entitlementId }) => entitlementId),
    ),
  ]);
  return {
    title: "Grants that nobody used, newest first",
    columns: [
      { header: "Holder", unit: "text" },
      { header: "Entitlement", unit: "text" },
      { header: "Ready", unit: "instant" },
      { header: "Gone", unit: "instant" },
      { header: "Grant", unit: "text" },
    ],
    rows: rows.map(({ id, holderId, entitlementId, readyAt, endedAt }) => [
      name(holderId).name,
      entitlements.find((item) => item.id === entitlementId)?.name ?? entitlementId,
      ...[readyAt?.toISOString() ?? null, endedAt?.toISOString() ?? null, id],
    ]),
    cut,
  };
};
