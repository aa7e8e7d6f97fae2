import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { http } from "#connectors/http/http.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import { assembleCore, testSeal } from "#core/testing/assemble-core.ts";
import { createCompany } from "#core/testing/company.ts";
import { closeToPublic, urlOf } from "#scripts/postgres/ensure-portal-database.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { openTestDatabase } from "#scripts/test-database.ts";
import {
  endpointMapping,
  endpointSecret,
  type JournalledEndpoint,
  openJournalledEndpoint,
} from "./journalled-endpoint.ts";
import { clusterMapping, openTargetCluster } from "./target-cluster.ts";

/** A company in a database of its own, whose reads are at an endpoint of its own and whose writes are at the test server. */
export interface CrashScene {
  readonly appUrl: string;
  readonly adminUrl: string;
  readonly admin: pg.Pool;
  readonly endpoint: JournalledEndpoint;
  /** Who has the access of the reads now. */
  accounts(): Promise<readonly string[]>;
  readonly read: string;
  readonly write: string;
  close(): Promise<void>;
}

export type OpenScene = () => Promise<CrashScene>;

/** Makes the company once; each scene is a copy of it. For the top level of a `*.db.test.ts`. */
export const openCrashSite = async (): Promise<OpenScene> => {
  const { adminUrl, appServerUrl, passwords } = inject("testServer");
  const cluster = await openTargetCluster(adminUrl);
  const base = await openTestDatabase();
  const { core, close } = assembleCore(base.appUrl, [http, postgresql]);
  const company = await createCompany(core);
  await close();
  await withClient(base.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ id: string }>(
      `INSERT INTO "Target" SELECT (jsonb_populate_record(t, $1::jsonb)).* FROM "Target" t RETURNING "id"`,
      [JSON.stringify({ ...cluster, id: "tgt_cluster", name: "cluster" })],
    );
    await admin.query(
      `INSERT INTO "Resource" SELECT (jsonb_populate_record(r, '{"id":"res_cluster","targetId":"tgt_cluster"}')).* FROM "Resource" r`,
    );
    await admin.query(
      `UPDATE "Entitlement" SET "targetId" = $1, "resourceId" = 'res_cluster', "mapping" = $2 WHERE "id" = $3`,
      [rows[0]?.id, clusterMapping, company.write],
    );
    await admin.query(`UPDATE "Entitlement" SET "mapping" = $1 WHERE "id" = $2`, [endpointMapping, company.read]);
    await admin.query(`UPDATE "Target" SET "kind" = 'http', "sealedSecret" = $1 WHERE "kind" = 'memory'`, [
      testSeal.seal(endpointSecret),
    ]);
  });
  const template = new URL(base.adminUrl).pathname.slice(1);
  const accounts = Object.values(company.people).map(({ email }) => email);
  return async () => {
    const name = `lapse_crash_${randomBytes(6).toString("hex")}`;
    await withClient(adminUrl, async (admin) => {
      await admin.query(`create database ${name} template ${template} owner lapse_owner`);
      await closeToPublic(admin, name);
    });
    const endpoint = await openJournalledEndpoint(accounts);
    const scene = urlOf(adminUrl, "postgres", new URL(adminUrl).password, name);
    const admin = new pg.Pool({ connectionString: scene, max: 2 });
    admin.on("error", () => undefined);
    // However long ago the company was made, the revoker works.
    await admin.query(`UPDATE "Heartbeat" SET "at" = clock_timestamp()`);
    await admin.query(`UPDATE "Target" SET "settings" = $1 WHERE "kind" = 'http'`, [
      { url: endpoint.url, allowHttp: true, requestTimeoutMs: 8_000 },
    ]);
    // The company was made once, perhaps long ago: no revoker is silent when a scene begins.
    await admin.query(`UPDATE "Heartbeat" SET "at" = clock_timestamp()`);
    return {
      appUrl: urlOf(appServerUrl, "lapse_app", passwords.app, name),
      adminUrl: scene,
      admin,
      endpoint,
      accounts: () => Promise.resolve(endpoint.holders()),
      read: company.read,
      write: company.write,
      close: async () => {
        await admin.end();
        await endpoint.stop();
        await withClient(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
      },
    };
  };
};
