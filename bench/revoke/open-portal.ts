import { http } from "#connectors/http/http.ts";
import { ldap } from "#connectors/ldap/ldap.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import type { Core } from "#core/ports/core.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { createBell } from "#server/bell.ts";
import { startTicker } from "#server/ticker.ts";
import { useTestEnvironment } from "#server/testing/use-test-environment.ts";
import type { Worker } from "#server/worker-loop.ts";

export interface OpenPortal {
  readonly core: Core;
  /** The product's own loop, as every replica runs it. */
  startTicker(): Worker;
  close(): Promise<void>;
}

/** What `server/context.ts` makes of a database, with every kind of target and without a web server around it. */
export const openPortal = (databaseUrl: string, connections: number): OpenPortal => {
  useTestEnvironment(databaseUrl);
  const bell = createBell();
  const assembled = assembleCore(databaseUrl, [postgresql, ldap, http], connections);
  const core: Core = { ...assembled.core, wake: bell };
  return { core, startTicker: () => startTicker(core, bell), close: assembled.close };
};
