import { createIds } from "#adapters/crypto/ids.ts";
import { createLogKey, newSigningKey, parseLogKeys } from "#adapters/crypto/log-key.ts";
import { createSeal } from "#adapters/crypto/seal.ts";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { createTargets } from "#adapters/targets/targets.ts";
import { http } from "#connectors/http/http.ts";
import { ldap } from "#connectors/ldap/ldap.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import type { Core } from "#core/ports/core.ts";
import { createBell } from "#server/bell.ts";
import { startTicker, type Ticker } from "#server/ticker.ts";
import { useTestEnvironment } from "#server/testing/use-test-environment.ts";

export interface OpenPortal {
  readonly core: Core;
  /** The product's own loop, as every replica runs it. */
  startTicker(): Ticker;
  close(): Promise<void>;
}

/** What `server/context.ts` makes of a database, with every kind of target and without a web server around it. */
export const openPortal = (databaseUrl: string, connections: number): OpenPortal => {
  useTestEnvironment(databaseUrl);
  const { pool: _pool, checkLeastPrivilege: _check, ...ports } = createCoreAdapters(databaseUrl, { connections });
  const bell = createBell();
  const targets = createTargets({
    kinds: [postgresql, ldap, http],
    seal: createSeal(Buffer.alloc(32, 7), "target-secret"),
    resolveAddress: (host) => Promise.resolve(host),
    portalNow: () => ports.clock.now(),
    onCloseError: () => undefined,
  });
  const unused = (): never => {
    throw new Error("nobody signs in here");
  };
  const core: Core = {
    ...ports,
    targets,
    ids: createIds(),
    secrets: { hashPassword: unused, verifyPassword: unused, newToken: unused, hashToken: unused },
    shiftFeeds: { read: unused },
    rateLimit: { take: unused, forgive: unused },
    logKey: createLogKey(parseLogKeys(newSigningKey("bench.example/lapse")) ?? []),
    witnesses: [],
    wake: bell,
  };
  return {
    core,
    startTicker: () => startTicker(core, bell),
    close: async () => {
      await targets.close();
      await ports.close();
    },
  };
};
