import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import {
  sampleEntitlement,
  sampleGrant,
  sampleHolding,
  sampleResource,
  sampleTarget,
} from "#adapters/prisma/sample-rows.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { freshPortal } from "#core/domain/portal.ts";
import { insert, transition } from "#core/domain/transition.ts";
import { migrate } from "#scripts/migrate.ts";
import { ensurePortalDatabase, urlOf } from "#scripts/postgres/ensure-portal-database.ts";
import { startCluster } from "#scripts/postgres-cluster.ts";
import { openPortal } from "./open-portal.ts";
import type { RevokeTarget, Seeded } from "./revoke-target.ts";

export const portalId = "prt_bench";

/** A target's rows in the portal's database. */
interface Catalogued {
  readonly targetId: TargetId;
  readonly entitlementIds: readonly string[];
}

export interface BenchPortal {
  readonly appUrl: string;
  /** As the database's superuser, for seeding and reading off what happened. */
  readonly admin: pg.Pool;
  catalogue(target: Pick<RevokeTarget, "kind" | "settings" | "secret" | "entitlements">): Promise<Catalogued>;
  stop(): Promise<void>;
}

/** A server that waits for its disk, as a real one does, and an empty portal on it. */
export const startBenchPortal = async (): Promise<BenchPortal> => {
  const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-bench-"));
  // As root the server runs as another user, who must get through.
  chmodSync(dir, 0o711);
  const cluster = await startCluster({ dir: path.join(dir, "cluster") });
  const urls = await ensurePortalDatabase(cluster.adminUrl, { owner: "bench-owner", app: "bench-app" });
  await migrate(urls);
  const superuser = new URL(cluster.adminUrl);
  const admin = new pg.Pool({
    connectionString: urlOf(superuser.href, superuser.username, superuser.password, "lapse"),
  });
  // The server goes before its last idle connection does.
  admin.on("error", () => undefined);
  const portal = openPortal(urls.appUrl, 2);
  const { core } = portal;
  const by = { personId: null, via: "console", correlationId: "bench" } as const;
  const createdAt = await core.clock.now();
  await core.store.commit(by, [transition({ writes: [insert("Portal", freshPortal(portalId, false, createdAt))] })]);
  return {
    appUrl: urls.appUrl,
    admin,
    catalogue: async ({ kind, settings, secret, entitlements }) => {
      const target = sampleTarget({ kind, settings: { ...settings }, sealedSecret: core.targets.seal(secret) });
      const rows = entitlements.map(({ resource: name, action, mapping }) => {
        const resource = sampleResource({ targetId: target.id, name });
        const of = { resourceId: resource.id, targetId: target.id, action, mapping: { ...mapping } };
        return { resource, entitlement: sampleEntitlement(of) };
      });
      const writes = rows.flatMap((row) => [insert("Resource", row.resource), insert("Entitlement", row.entitlement)]);
      await core.store.commit(by, [transition({ writes: [insert("Target", target), ...writes] })]);
      return { targetId: target.id, entitlementIds: rows.map(({ entitlement }) => entitlement.id) };
    },
    stop: async () => {
      await portal.close();
      await admin.end();
      await cluster.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** Live grants, each on a holding of its own that was last seen to be present. Due `dueInMs(n)` from now on the database's clock. */
export interface Seed {
  readonly run: string;
  readonly count: number;
  readonly catalogued: Catalogued;
  /** SQL for the account and the milliseconds until its deadline, by `n`. */
  readonly account: string;
  readonly dueInMs: string;
}

/** The fast path: two statements, whatever the count. Other columns are those of the sample rows. */
export const seedGrants = async (admin: pg.Pool, { run, count, catalogued, account, dueInMs }: Seed): Promise<void> => {
  const { targetId, entitlementIds } = catalogued;
  const holding = sampleHolding({ targetId, state: "present", standing: false, holderId: "per_bench" as never });
  const grant = sampleGrant({
    targetId,
    status: "active",
    holderId: "per_bench" as never,
    requestId: "req_bench" as never,
  });
  const rows = `SELECT n, '${run}_' || n AS key, ($3::text[])[1 + n % cardinality($3::text[])] AS ent, ${account} AS account,
      now.at + (${dueInMs}) * interval '1 millisecond' AS due, now.at FROM generate_series(0, $2::int - 1) n,
      (SELECT date_trunc('milliseconds', clock_timestamp()) AS at) now`;
  // `(record).*` would make the record anew for each of its columns.
  await admin.query(
    `INSERT INTO "Holding" SELECT h.* FROM (${rows}) r CROSS JOIN LATERAL jsonb_populate_record(NULL::"Holding", $1::jsonb ||
       jsonb_build_object('id', 'hld_' || r.key, 'entitlementId', r.ent, 'account', r.account, 'until', r.due, 'dueAt', r.due,
         'observedAt', r.at)) h`,
    [JSON.stringify(holding), count, entitlementIds],
  );
  // The same deadline to the millisecond: it is read from the holding.
  await admin.query(
    `INSERT INTO "Grant" SELECT g.* FROM "Holding" h CROSS JOIN LATERAL jsonb_populate_record(NULL::"Grant", $1::jsonb ||
       jsonb_build_object('id', 'grt_' || substr(h.id, 5), 'holdingId', h.id, 'entitlementId', h."entitlementId",
         'startsAt', h."observedAt", 'readyAt', h."observedAt", 'removeBy', h."dueAt", 'activateBy', h."dueAt",
         'expiresAt', h."dueAt")) g WHERE h.id LIKE $2`,
    [JSON.stringify(grant), `hld\\_${run}\\_%`],
  );
  await admin.query('ANALYZE "Holding"');
  await admin.query('ANALYZE "Grant"');
};

export const seededOf = (run: string, count: number, target: RevokeTarget): readonly Seeded[] =>
  Array.from({ length: count }, (_, n) => ({
    holdingId: `hld_${run}_${n}`,
    account: target.accountOf(run, n),
    entitlement: n % target.entitlements.length,
  }));
