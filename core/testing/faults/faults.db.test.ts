import { fileURLToPath } from "node:url";
import pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { http } from "#connectors/http/http.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { judgeScene, letLeasesRunOut } from "#core/testing/crash/judge-scene.ts";
import { type CrashScene, openCrashSite } from "#core/testing/crash/open-crash-site.ts";
import { runCrash } from "#core/testing/crash/run-crash.ts";
import { isFull } from "#core/testing/is-full.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { faults, openFaultyLine } from "./faulty-line.ts";

const openScene = await openCrashSite();
const ticker = { personId: null, via: "ticker", correlationId: "faults" } as const;

/** The shortest life of a grant: asked for, made, past its deadline, gone. Every step is tried until it is done. */
const live = async (scene: CrashScene, core: Core): Promise<void> => {
  const tomas = await stubborn(() => core.people.findByEmail("tomas@example.test"));
  const actor = { personId: tomas.id, via: "api", correlationId: "faults" } as const;
  const caller = { person: tomas, session: null, scopes: null, address: null, actor };
  const entitlementIds = [scene.read as EntitlementId];
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds };
  await stubborn(async () => {
    // An answer that was lost may have been yes: whoever asks again looks first.
    if ((await core.grants.openOf(tomas.id)).length > 0) return true;
    await core.heartbeats.beat(reconcilerHeartbeat, "faults");
    const asked = await submitRequest(core, caller, wish);
    return asked.ok ? true : null;
  });
  await until(scene, core, `"status" = 'active'`);
  await stubborn(() =>
    scene.admin.query(
      `WITH g AS (UPDATE "Grant" SET "expiresAt" = clock_timestamp() - interval '1 millisecond', "version" = "version" + 1 WHERE "status" = 'active' RETURNING "holdingId")
       UPDATE "Holding" h SET "dueAt" = clock_timestamp() - interval '1 millisecond', "version" = "version" + 1 FROM g WHERE h."id" = g."holdingId"`,
    ),
  );
  await until(scene, core, `"status" = 'ended'`);
};

const until = async (scene: CrashScene, core: Core, state: string): Promise<void> => {
  await stubborn(async () => {
    await letLeasesRunOut(scene);
    await scene.admin.query(`UPDATE "TargetHealth" SET "failedAt" = NULL, "error" = NULL`);
    await reconcileDue(core, ticker);
    const { rowCount } = await scene.admin.query(`SELECT FROM "Grant" WHERE NOT (${state})`);
    return rowCount === 0 ? true : null;
  });
};

const stubborn = async <T>(work: () => Promise<T | null>): Promise<T> => {
  let fault: unknown = null;
  for (let attempt = 0; attempt < 600; attempt++) {
    try {
      const result = await work();
      if (result !== null) return result;
    } catch (error) {
      fault = error;
    }
    await sleep(20);
  }
  throw new Error("it never came to be", { cause: fault });
};

/** The same end whatever happened: one grant, which ended once, and nothing at the target. */
const expectEnd = async (scene: CrashScene): Promise<void> => {
  expect(await judgeScene(scene, [])).toEqual([]);
  const { rows } = await scene.admin.query<{ status: string; endReason: string }>(
    `SELECT "status", "endReason" FROM "Grant"`,
  );
  expect(rows).toEqual([{ status: "ended", endReason: "expired" }]);
  expect(scene.endpoint.holders()).toEqual([]);
};

const withScene = async (work: (scene: CrashScene, core: Core) => Promise<void>, connections = 12): Promise<void> => {
  const scene = await openScene();
  const { core, close } = assembleCore(scene.appUrl, [http, postgresql], connections);
  try {
    await work(scene, core);
    await expectEnd(scene);
  } finally {
    await close();
    await scene.close();
  }
};

const matrix = ["apply", "remove", "observe"].flatMap((operation) =>
  faults.map((fault) => [operation, fault] as const),
);

describe("a target that", () => {
  it.each(matrix.filter((_, at) => isFull || at % 3 === 0))(
    "answers %s with %s is asked until it is as it should be",
    async (operation, fault) => {
      await withScene(async (scene, core) => {
        const line = await openFaultyLine(scene.endpoint.url);
        const settings = { url: line.url, allowHttp: true, requestTimeoutMs: 500 };
        await scene.admin.query(
          `UPDATE "Target" SET "settings" = $1, "version" = "version" + 1 WHERE "kind" = 'http'`,
          [settings],
        );
        line.suffer(operation, fault, 2);
        await live(scene, core);
        expect(line.suffered()).toBeGreaterThan(0);
        await scene.admin.query(
          `UPDATE "Target" SET "settings" = $1, "version" = "version" + 1 WHERE "kind" = 'http'`,
          [{ ...settings, url: scene.endpoint.url }],
        );
        await line.stop();
      });
    },
  );
});

describe("a database", () => {
  const killBackends = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = 'lapse_app'`;
  const nameOf = (scene: CrashScene): string => new URL(scene.adminUrl).pathname.slice(1);

  it("whose backends are killed again and again loses and repeats nothing", () =>
    withScene(async (scene, core) => {
      const over = new AbortController();
      const living = live(scene, core).finally(() => over.abort());
      // Ever more rarely: nothing could be done between two kills on a machine that is slow enough.
      for (let pauseMs = 60; !over.signal.aborted; pauseMs *= 1.1) {
        await sleep(pauseMs);
        await scene.admin.query(killBackends, [nameOf(scene)]).catch(() => undefined);
      }
      await living;
    }));

  it("that goes away and comes back is worked on again", () =>
    withScene(async (scene, core) => {
      const living = live(scene, core);
      // From outside: nobody forbids connections to the database that they are in, or comes in while they are forbidden.
      const outside = new pg.Pool({ connectionString: new URL("/postgres", scene.adminUrl).href, max: 1 });
      for (const allowed of [false, true, false, true]) {
        await outside.query(`ALTER DATABASE ${nameOf(scene)} ALLOW_CONNECTIONS ${String(allowed)}`);
        await outside.query(killBackends, [nameOf(scene)]);
        await sleep(150);
      }
      await outside.end();
      await living;
    }));

  it("that gives one connection is only slow", () => withScene(live, 1));
});

describe("the portal's own clock", () => {
  const preload = fileURLToPath(new URL("./fake-clock.mjs", import.meta.url));
  const modes = ["ahead", "behind", "backwards", "stopped"];
  it.each(isFull ? modes : modes.slice(0, 2))("%s decides nothing", async (mode) => {
    const environment = { LAPSE_FAKE_CLOCK: mode, NODE_OPTIONS: `--import=${preload}` };
    const whole = await runCrash(openScene, null, 1, environment);
    expect(whole.faults).toEqual([]);
  });
});

describe("a scheduler that calls", () => {
  it.each([0, 1, 50])("%i times at once leaves the same", (times) =>
    withScene(async (scene, core) => {
      const second = assembleCore(scene.appUrl, [http, postgresql], 6);
      const cron = { personId: null, via: "cron", correlationId: "faults" } as const;
      const calls = Array.from({ length: times }, (_, at) => reconcileDue(at % 2 === 0 ? core : second.core, cron));
      await Promise.all([live(scene, core), ...calls]);
      await second.close();
    }),
  );
});
