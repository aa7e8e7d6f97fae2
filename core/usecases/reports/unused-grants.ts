import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { cutTo, type Figure, mostRows, type Table } from "#core/domain/report/report.ts";
import type { Core } from "#core/ports/core.ts";
import type { UseCount, UseTargets } from "#core/ports/report-rows.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf } from "#core/usecases/names-of.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

/** What was granted and, as far as anybody knows, not used. */
export const unusedGrants: ReportBuilder = async (core, window, before) => {
  const targets = (await core.catalogue.targets()).filter(
    (target) => isMadeFor(core, target) || doesTell(core, target),
  );
  const idsOf = (which: (core: Core, target: Target) => boolean) =>
    targets.filter((target) => which(core, target)).map(({ id }) => id);
  const counted: UseTargets = { credential: idsOf(isMadeFor), telling: idsOf(doesTell) };
  const [counts, earlier, grants] = await Promise.all([
    core.reportRows.use(window, counted),
    core.reportRows.use(before, counted),
    core.reportRows.unused(window, counted, mostRows + 1),
  ]);
  const perTarget = targets.map(({ id, name }) => ({
    name,
    ...total(counts.filter(({ targetId }) => targetId === id)),
  }));
  const count = (label: string, of: (all: UseTotal) => number): Figure => ({
    ...{ label, unit: "count", better: "less" },
    value: of(total(counts)),
    before: of(total(earlier)),
  });
  return {
    figures: [
      { label: "Not used", unit: "share", value: shareOf(counts), before: shareOf(earlier), better: "less" },
      count("Credential never shown", ({ unshown }) => unshown),
      count("Never seen in use", ({ unseen }) => unseen),
    ],
    pictures: [
      {
        title: "Used and unused, by target",
        form: "bars",
        unit: "count",
        categories: perTarget.map(({ name }) => name),
        series: [
          { name: "used", tone: "live", values: perTarget.map(({ used }) => used) },
          { name: "never seen in use", tone: "accent", values: perTarget.map(({ unseen }) => unseen) },
          { name: "never shown", tone: "waning", values: perTarget.map(({ unshown }) => unshown) },
        ],
        empty: "No access of a kind that can tell use has ended in this time.",
      },
    ],
    tables: [await entitlementTable(core, counts), await grantTable(core, grants, new Set(counted.credential))],
  };
};

/** A target where each grant has an account of its own. */
const isMadeFor = (core: Core, { kind }: Target): boolean => core.targets.kind(kind)?.accounts === "credential";

const doesTell = (core: Core, { kind }: Target): boolean => (core.targets.kind(kind)?.tells.length ?? 0) > 0;

type UseTotal = Pick<UseCount, "used" | "unseen" | "unshown">;

const total = (counts: readonly UseCount[]): UseTotal => ({
  used: counts.reduce((sum, { used }) => sum + used, 0),
  unseen: counts.reduce((sum, { unseen }) => sum + unseen, 0),
  unshown: counts.reduce((sum, { unshown }) => sum + unshown, 0),
});

const shareOf = (counts: readonly UseCount[]): number | null => {
  const { used, unseen, unshown } = total(counts);
  const all = used + unseen + unshown;
  return all === 0 ? null : (unseen + unshown) / all;
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
      { header: "Never seen in use", unit: "count" },
      { header: "Never shown", unit: "count" },
      { header: "Unused share", unit: "share" },
    ],
    rows: rows.map((row) => [
      entitlements.find(({ id }) => id === row.entitlementId)?.name ?? row.entitlementId,
      ...[row.used, row.unseen, row.unshown, shareOf([row])],
    ]),
    cut,
  };
};

const grantTable = async (core: Core, grants: readonly Grant[], credential: ReadonlySet<TargetId>): Promise<Table> => {
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
    title: "Grants that nobody was seen to use, newest first",
    columns: [
      { header: "Holder", unit: "text" },
      { header: "Entitlement", unit: "text" },
      { header: "Ready", unit: "instant" },
      { header: "Gone", unit: "instant" },
      { header: "Known of it", unit: "text" },
      { header: "Grant", unit: "text" },
    ],
    rows: rows.map(({ id, holderId, entitlementId, targetId, readyAt, endedAt, credentialRevealedAt }) => [
      name(holderId).name,
      entitlements.find((item) => item.id === entitlementId)?.name ?? entitlementId,
      ...[readyAt?.toISOString() ?? null, endedAt?.toISOString() ?? null],
      credential.has(targetId) && credentialRevealedAt === null ? "credential never shown" : "never seen in use",
      id,
    ]),
    cut,
  };
};
