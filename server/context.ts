import { createIds } from "#adapters/crypto/ids.ts";
import { createSeal } from "#adapters/crypto/seal.ts";
import { createSecrets } from "#adapters/crypto/secrets.ts";
import { createAddressGuard } from "#adapters/network/address-guard.ts";
import { createShiftFeeds } from "#adapters/on-call/shift-feeds.ts";
import { createEraser } from "#adapters/prisma/erase/eraser.ts";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { createLogKey, verifyEd25519 } from "#adapters/crypto/log-key.ts";
import type { Slack } from "#adapters/notify/slack/slack-channel.ts";
import { configuredChannels, configuredSlack } from "#server/chat/configured-channels.ts";
import { createRateLimit } from "#adapters/rate-limit/rate-limit.ts";
import { carryClock } from "#adapters/targets/carry-clock.ts";
import { createTargets } from "#adapters/targets/targets.ts";
import { createFileWitness } from "#adapters/witness/file-witness.ts";
import { createHttpWitness } from "#adapters/witness/http-witness.ts";
import { createPasskeys } from "#adapters/webauthn/passkeys.ts";
import { http } from "#connectors/http/http.ts";
import { ldap } from "#connectors/ldap/ldap.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import { passkeyMinimumAgeMs } from "#core/domain/step-up/passkey.ts";
import type { Core } from "#core/ports/core.ts";
import type { Witness } from "#core/ports/witness.ts";
import type { Pool } from "pg";
import { type Env, env } from "#server/env.ts";
import { createIdempotencyKeys, type IdempotencyKeys } from "#server/idempotency/idempotency-keys.ts";
import { log } from "#server/log.ts";
import { isLoopbackHost } from "#server/own-origins.ts";
import { type Bell, processBell } from "#server/bell.ts";
import { configuredProvider } from "#server/sign-in/configured-provider.ts";

export interface Context {
  readonly core: Core;
  readonly bell: Bell;
  /** What the teller waits for. */
  readonly tellerBell: Bell;
  /** Null where it is not configured. */
  readonly slack: Slack | null;
  readonly idempotencyKeys: IdempotencyKeys;
  /** The same connections as the core's, for what the server keeps for itself. */
  readonly pool: Pool;
  /** Rights that the database role has and must not have; empty when all is well. */
  checkLeastPrivilege(): Promise<readonly string[]>;
  /** The same of the role that erases; empty where this process has none. */
  checkErasingRole(): Promise<readonly string[]>;
  /** What a session of the database role lacks; empty when all is well. */
  checkSession(): Promise<readonly string[]>;
  close(): Promise<void>;
}

let known: Context | undefined;

/**
 * What this process works with, made when first asked for. Next loads modules once per bundle (pages, routes, the start-up hook),
 * and each bundle has a context of its own: objects of our classes that went from one bundle to another would not be
 * recognised there, neither by `instanceof` nor by the policy engine. What must be one per process is kept apart, on
 * `globalThis`: the bell, the metrics, the open streams.
 */
export const context = (): Context => (known ??= createContext(env()));

/** Of one context; a process has about three. */
const connections = 12;

/** A numeric address cannot be an RP ID; on this machine its name is `localhost`. */
const ownSite = ({ LAPSE_PUBLIC_URL: { hostname, origin }, LAPSE_DEMO_NEW_PASSKEYS }: Env) => ({
  rpId: isLoopbackHost(hostname) ? "localhost" : hostname,
  origin,
  minimumAgeMs: LAPSE_DEMO_NEW_PASSKEYS ? 0 : passkeyMinimumAgeMs,
});

const createContext = (settings: Env): Context => {
  const adapters = createCoreAdapters(settings.DATABASE_URL, {
    connections,
    noticesKeptDays: settings.LAPSE_NOTICES_KEPT_DAYS,
  });
  const { pool, ...ports } = adapters;
  const eraser = settings.LAPSE_ERASE_URL === undefined ? null : createEraser(settings.LAPSE_ERASE_URL);
  const bell = processBell("ticker");
  const tellerBell = processBell("teller");
  const resolveAddress = createAddressGuard({ allow: settings.LAPSE_ALLOWED_ADDRESSES });
  const carried = carryClock(ports.clock);
  const targets = createTargets({
    kinds: [postgresql, ldap, http],
    seal: createSeal(settings.LAPSE_SEAL_KEY, "target-secret"),
    resolveAddress,
    portalNow: carried.portalNow,
    onCloseError: (error) => log().warn({ err: error }, "a target could not be closed"),
  });
  const slack = configuredSlack(settings);
  const core: Core = {
    ...ports,
    clock: carried.clock,
    eraser,
    ids: createIds(),
    secrets: createSecrets(),
    passkeys: createPasskeys(ownSite(settings)),
    identityProvider: configuredProvider(settings),
    rateLimit: createRateLimit(pool),
    shiftFeeds: createShiftFeeds(resolveAddress),
    targets,
    logKey: createLogKey(settings.LAPSE_LOG_KEY, settings.LAPSE_LOG_RETIRED_KEYS),
    witnesses: witnessesOf(settings),
    wake: {
      due() {
        bell.due();
        tellerBell.due();
      },
    },
    channels: configuredChannels(settings, slack, { now: () => ports.clock.now(), resolveAddress }),
  };
  return {
    core,
    bell,
    tellerBell,
    slack,
    idempotencyKeys: createIdempotencyKeys(pool, settings.LAPSE_SEAL_KEY),
    pool,
    checkLeastPrivilege: () => adapters.checkLeastPrivilege(),
    checkSession: () => adapters.checkSession(),
    checkErasingRole: async () => (eraser ? eraser.checkRole() : []),
    close: async () => {
      await targets.close();
      await adapters.close();
      await eraser?.close();
    },
  };
};

const witnessesOf = ({
  LAPSE_WITNESS_FILE: file,
  LAPSE_WITNESS_URL: url,
  LAPSE_WITNESS_KEY: key,
}: Env): readonly Witness[] => [
  ...(file === undefined ? [] : [createFileWitness(file)]),
  ...(url && key ? [createHttpWitness({ url, key, verify: verifyEd25519 })] : []),
];
