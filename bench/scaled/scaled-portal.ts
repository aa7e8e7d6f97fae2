import { randomBytes } from "node:crypto";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { http } from "#connectors/http/http.ts";
import { ldap } from "#connectors/ldap/ldap.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { type Caller as Browser, call, signIn } from "#e2e/support/call.ts";
import { ask } from "#e2e/support/ask.ts";
import { emailOf, people, type PersonAt } from "#e2e/support/people.ts";
import { launchPortal, removePortalData } from "#scripts/playwright/launch-portal.ts";
import { superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { fillCatalogue, fillHistory, fillQueue } from "./fill.ts";

export interface ScaledPortal {
  readonly url: string;
  /** The use cases on the same database, in this process. */
  readonly core: Core;
  readonly pool: pg.Pool;
  /** A demo person as a use case is called for them. */
  readonly as: (at: PersonAt) => Promise<Caller>;
  /** The same person in a browser of their own. */
  readonly browserOf: (at: PersonAt) => Browser;
  readonly stop: () => Promise<void>;
}

export interface Scale {
  readonly entitlements: number;
  readonly people: number;
  /** Requests that wait for one approver. */
  readonly pending: number;
  /** Requests that were decided in the last 90 days, each with a grant and its events. */
  readonly decided: number;
}

/** The portal of this build, as `npm start` runs it, with the demo's company grown to this size. */
export async function startScaledPortal(scale: Scale): Promise<ScaledPortal> {
  const dataDir = path.join(os.tmpdir(), `lapse-bench-${randomBytes(6).toString("hex")}`);
  const password = randomBytes(12).toString("hex");
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const running = await launchPortal({
    ...{ PORT: port, LAPSE_DATA: dataDir, LAPSE_DEMO_PASSWORD: password, LAPSE_DEMO_NEW_PASSKEYS: "0" },
  }).catch(async (error: unknown) => {
    await removePortalData(dataDir);
    throw error;
  });
  const databaseUrl = superuserUrl("lapse", { dataDir });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  // The server goes before its last idle connection does.
  pool.on("error", () => undefined);
  const { core, close } = assembleCore(databaseUrl, [postgresql, ldap, http], 8);
  const stop = async (): Promise<void> => {
    await close();
    await pool.end();
    await running.stop();
    await removePortalData(dataDir);
  };
  try {
    const browsers = new Map<PersonAt, Browser>();
    for (const at of people) browsers.set(at, await signIn({ url, password }, at));
    const browserOf = (at: PersonAt): Browser => browsers.get(at) ?? { name: at, headers: {} };
    // One real request for each kind: the rest are copies of them for other people and entitlements.
    const waiting = await ask({ url }, browserOf("requester"), "write");
    await fillCatalogue(pool, scale);
    await fillHistory(pool, scale.decided, waiting.id);
    await fillQueue(pool, scale.pending, waiting.id);
    await recorded(url, pool, browserOf("auditor"));
    const as = async (at: PersonAt): Promise<Caller> => {
      const person = await core.people.findByEmail(emailOf(at));
      if (!person) throw new Error(`${at} is not in the directory`);
      const actor = { personId: person.id, via: "browser", correlationId: "bench" } as const;
      return { person, actor, session: null, scopes: null, address: null };
    };
    return { url, core, pool, as, browserOf, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Until the portal has signed all that was put into the record: what follows is then measured beside no other work. */
async function recorded(url: string, pool: pg.Pool, auditor: Browser): Promise<void> {
  const giveUpAt = performance.now() + 180_000;
  while (performance.now() < giveUpAt) {
    const { rows } = await pool.query<{ n: string }>(`SELECT count(*) AS n FROM "AuditEvent"`);
    const { text } = await call({ url }, auditor, "GET", "/api/log/checkpoint");
    if (Number(text.split("\n")[1]) >= Number(rows[0]?.n)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the record of the bench was never signed whole");
}
