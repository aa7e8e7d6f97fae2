import { createLogKey, newSigningKey, parseLogKeys } from "#adapters/crypto/log-key.ts";
import { createIds } from "#adapters/crypto/ids.ts";
import { newRecoveryCode } from "#adapters/crypto/recovery-code.ts";
import { createSeal } from "#adapters/crypto/seal.ts";
import { createAddressGuard } from "#adapters/network/address-guard.ts";
import { createShiftFeeds } from "#adapters/on-call/shift-feeds.ts";
import { createCoreAdapters, type CoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { carryClock } from "#adapters/targets/carry-clock.ts";
import { createTargets } from "#adapters/targets/targets.ts";
import { createPasskeys } from "#adapters/webauthn/passkeys.ts";
import { passkeyMinimumAgeMs } from "#core/domain/step-up/passkey.ts";
import { failCommits } from "#core/testing/fail-commits.ts";
import type { ConnectorKind } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";

export interface AssembledCore {
  readonly core: Core;
  readonly pool: CoreAdapters["pool"];
  readonly close: () => Promise<void>;
}

/** Where the portal of these tests is reached. */
export const testSite = { rpId: "lapse.test", origin: "https://lapse.test" };

export const testSeal = createSeal(Buffer.alloc(32, 7), "target-secret");

const logKey = createLogKey(parseLogKeys(newSigningKey("log.example/under-test")) ?? []);

/** The core as the server composes it, with these kinds of targets, and with secrets and limits that cost no time. */
export const assembleCore = (databaseUrl: string, kinds: readonly ConnectorKind[], connections = 12): AssembledCore => {
  // As on an engine that knows none of what only makes it faster, and that often asks for a statement again.
  const isPortable = process.env["LAPSE_TEST_PORTABLE"] === "1";
  const adapters = createCoreAdapters(databaseUrl, { connections, skipsLocked: !isPortable });
  if (isPortable) failCommits(adapters.pool);
  const { pool, checkLeastPrivilege: _rights, checkSession: _session, close: closeAdapters, ...ports } = adapters;
  const carried = carryClock(ports.clock);
  const targets = createTargets({
    kinds,
    seal: testSeal,
    resolveAddress: (host) => Promise.resolve(host),
    portalNow: carried.portalNow,
    onCloseError: (error) => {
      throw error;
    },
  });
  const core: Core = {
    ...ports,
    clock: carried.clock,
    targets,
    ids: createIds(),
    secrets: {
      hashPassword: (password) => Promise.resolve(`plain:${password}`),
      verifyPassword: (hash, password) => Promise.resolve(hash === `plain:${password}`),
      newToken: () => ({ token: "lapse_test", hash: "test" }),
      hashToken: (token) => `hash:${token}`,
      newRecoveryCode,
    },
    identityProvider: null,
    passkeys: createPasskeys({ ...testSite, minimumAgeMs: passkeyMinimumAgeMs }),
    rateLimit: { take: () => Promise.resolve(0), forgive: () => Promise.resolve() },
    eraser: null,
    logKey,
    witnesses: [],
    shiftFeeds: createShiftFeeds(createAddressGuard({ allow: ["127.0.0.0/8"] })),
    wake: { due: () => undefined },
    channels: [],
  };
  const close = async (): Promise<void> => {
    await targets.close();
    await closeAdapters();
  };
  return { core, pool, close };
};
