import { http } from "#connectors/http/http.ts";
import { ldap } from "#connectors/ldap/ldap.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import type { Core } from "#core/ports/core.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import type { CrashScene } from "./open-crash-site.ts";
import { markedLogins } from "./target-cluster.ts";

const ticker = { personId: null, via: "ticker", correlationId: "restart" } as const;
const settlingRounds = 40;

/** A replica on the scene's database, of this process. */
export const openReplica = ({ appUrl }: CrashScene) => assembleCore(appUrl, [http, postgresql, ldap], 6);

/** Leases, back-offs and call time-outs of a worker that is gone run out: the rows say so at once. */
export const letLeasesRunOut = ({ admin }: CrashScene): Promise<unknown> =>
  admin.query(
    `UPDATE "Holding" h SET "version" = "version" + 1, "leaseUntil" = clock_timestamp() - interval '1 ms',
       "dueAt" = least("dueAt", clock_timestamp()), "unsettledAt" = NULL
     WHERE "leaseUntil" IS NOT NULL OR "attempts" > 0 OR "unsettledAt" IS NOT NULL`,
  );

/** Works until nothing is on its way any more. */
const settle = async (core: Core, scene: CrashScene): Promise<void> => {
  for (let round = 0; round < settlingRounds; round++) {
    await letLeasesRunOut(scene);
    await reconcileDue(core, ticker);
    const { rowCount } = await scene.admin.query(
      `SELECT FROM "Grant" WHERE "status" IN ('activating', 'ending') OR ("status" = 'active' AND "expiresAt" <= clock_timestamp())`,
    );
    if (rowCount === 0) return;
  }
};

/**
 * Starts again on what a killed process left, and names everything that is not as it must be. `promised` is what was answered to
 * somebody before.
 */
export const judgeScene = async (scene: CrashScene, promised: readonly string[]): Promise<readonly string[]> => {
  const { core, close } = openReplica(scene);
  try {
    await core.heartbeats.beat(reconcilerHeartbeat, "restart");
    const faults = [...(await unnamed(scene))];
    await settle(core, scene);
    faults.push(...(await broken(scene, promised)), ...(await apart(scene)), ...(await repeated(scene)));
    await scene.admin.query(
      `WITH g AS (UPDATE "Grant" SET "expiresAt" = clock_timestamp() - interval '1 ms', "version" = "version" + 1
         WHERE "status" = 'active' RETURNING "holdingId")
       UPDATE "Holding" h SET "dueAt" = date_trunc('milliseconds', clock_timestamp()), "version" = "version" + 1 FROM g WHERE h."id" = g."holdingId"`,
    );
    await settle(core, scene);
    return [...faults, ...(await standing(scene)), ...(await repeated(scene))];
  } finally {
    await close();
  }
};

const ids = async ({ admin }: CrashScene, sql: string, values: readonly unknown[] = []): Promise<readonly string[]> =>
  (await admin.query<{ id: string }>(sql, [...values])).rows.map(({ id }) => id);

/** Every access that ever was at a target is named by a row that was committed before. */
const unnamed = async (scene: CrashScene): Promise<readonly string[]> => {
  const { rows } = await scene.admin.query<{ holding: string; at: Date }>(
    `SELECT g."holdingId" AS holding, min(e."at") AS at FROM "AuditEvent" e JOIN "Grant" g ON g."id" = e."grantId"
     WHERE e."kind" = 'grantActivating' AND g."removeBy" IS NOT NULL GROUP BY 1`,
  );
  const obliged = new Map(rows.map(({ holding, at }) => [holding, at]));
  const early = scene.endpoint.given.filter(({ holdingId, at }) => !((obliged.get(holdingId) ?? Infinity) <= at));
  const holdings = new Set(await ids(scene, `SELECT "id" FROM "Holding"`));
  const logins = (await markedLogins(scene.admin)).filter((id) => holdings.has(id) && !obliged.has(id));
  return [
    ...early.map(({ holdingId }) => `${holdingId} was given before anything named it`),
    ...logins.map((id) => `a login names ${id}, which no grant does`),
  ];
};

const kept: Readonly<Record<string, string>> = {
  requested: `SELECT FROM "Request" WHERE "id" = $1`,
  approved: `SELECT FROM "Request" r JOIN "Grant" g ON g."requestId" = r."id" WHERE r."id" = $1 AND r."status" = 'approved'`,
  cancelled: `SELECT FROM "Request" WHERE "id" = $1 AND "status" = 'cancelled'`,
  active: `SELECT FROM "AuditEvent" WHERE "grantId" = $1 AND "kind" = 'grantActivated'`,
  extended: `SELECT FROM "Request" r JOIN "Grant" g ON g."id" = r."extendsGrantId" WHERE r."id" = $1 AND g."durationSeconds" = 1200`,
  revealed: `SELECT FROM "Grant" WHERE "id" = $1 AND "credentialRevealedAt" IS NOT NULL`,
  over: `SELECT FROM "Grant" WHERE "id" = $1 AND "status" IN ('ending', 'ended')`,
};

/** What was answered is so. */
const broken = async ({ admin }: CrashScene, promised: readonly string[]): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const one of promised) {
    const [what = "", id] = one.split(" ");
    const sql = kept[what];
    if (!sql) throw new Error(`nobody knows how to check "${what}"`);
    if ((await admin.query(sql, [id])).rowCount === 0) faults.push(`was promised and is not so: ${one}`);
  }
  return faults;
};

/** Access stands at a target if and only if a live grant says so. */
const apart = async (scene: CrashScene): Promise<readonly string[]> => {
  const [loginsWanted, accountsWanted] = await Promise.all([
    ids(
      scene,
      `SELECT h."id" FROM "Holding" h JOIN "Target" t ON t."id" = h."targetId" WHERE t."kind" = 'postgresql' AND ${live}`,
    ),
    ids(
      scene,
      `SELECT DISTINCT h."account" AS id FROM "Holding" h JOIN "Target" t ON t."id" = h."targetId" WHERE t."kind" <> 'postgresql' AND ${live}`,
    ),
  ]);
  const ours = new Set(await ids(scene, `SELECT "id" FROM "Holding"`));
  const logins = (await markedLogins(scene.admin)).filter((id) => ours.has(id));
  const differs = (there: readonly string[], wanted: readonly string[]): boolean =>
    JSON.stringify([...there].sort()) !== JSON.stringify([...wanted].sort());
  const accounts = await scene.accounts();
  return [
    ...(differs(logins, loginsWanted) ? [`logins ${logins.join()} stand, ${loginsWanted.join()} should`] : []),
    ...(differs(accounts, accountsWanted)
      ? [`accounts ${accounts.join()} stand, ${accountsWanted.join()} should`]
      : []),
  ];
};

const live = `EXISTS (SELECT FROM "Grant" g WHERE g."holdingId" = h."id" AND g."status" IN ('activating', 'active'))`;

/** Nothing stands past the last deadline, and every grant is over. */
const standing = async (scene: CrashScene): Promise<readonly string[]> => {
  const open = await ids(scene, `SELECT "id" FROM "Grant" WHERE "status" <> 'ended'`);
  return [...(await apart(scene)), ...open.map((id) => `${id} never ended`)];
};

/** Nothing happened twice, and what is so was recorded. */
const repeated = async (scene: CrashScene): Promise<readonly string[]> => {
  const twice = await ids(
    scene,
    `SELECT concat_ws(' ', "kind", "grantId", "requestId", "actorId") AS id FROM "AuditEvent"
     WHERE "kind" IN ('grantActivating', 'grantActivated', 'grantExtended', 'grantEnding', 'grantEnded', 'requestSubmitted', 'requestApproved',
       'voteCast', 'credentialRevealed', 'requestCancelled')
     GROUP BY "kind", "grantId", "requestId", "actorId" HAVING count(*) > 1`,
  );
  const unrecorded = await ids(
    scene,
    `SELECT g."id" FROM "Grant" g WHERE g."status" = 'ended'
       AND NOT EXISTS (SELECT FROM "AuditEvent" e WHERE e."grantId" = g."id" AND e."kind" = 'grantEnded')
     UNION ALL SELECT r."id" FROM "Request" r WHERE r."status" = 'approved'
       AND NOT EXISTS (SELECT FROM "AuditEvent" e WHERE e."requestId" = r."id" AND e."kind" = 'requestApproved')
     UNION ALL SELECT r."id" FROM "Request" r WHERE r."status" = 'approved' AND r."extendsGrantId" IS NULL
       AND (SELECT count(*) FROM "Grant" g WHERE g."requestId" = r."id") <> 1`,
  );
  return [
    ...twice.map((one) => `recorded twice: ${one}`),
    ...unrecorded.map((id) => `not recorded, or not once: ${id}`),
  ];
};
