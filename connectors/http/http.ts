import type { Access, Connector, ConnectorKind, MappedEntitlement, TargetConnection } from "#core/ports/connector.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { ZodType } from "zod";
import type { AccessOnWire } from "./contract.ts";
import { Endpoint, EndpointError } from "./endpoint.ts";
import { readPages } from "./read-pages.ts";
import { httpMapping, httpSettings } from "./settings.ts";

/** Anything behind an endpoint of the contract: the holder's own account there is let in and put out. */
export const http: ConnectorKind = {
  kind: "http",
  title: "HTTP endpoint",
  accounts: "membership",
  residualBound: {
    ms: 0,
    why:
      "The contract allows an endpoint to confirm a removal only when sessions are ended and the access is gone, and has " +
      "it end access at the deadline by itself. Lapse believes its answers: an endpoint that breaks the contract leaves " +
      "behind what it leaves behind.",
  },
  callTimeoutMs: 20_000,
  tells: ["sessions", "sign-ins"],
  checkSettings: (settings) => checked(httpSettings, settings),
  checkMapping: (mapping) => checked(httpMapping, mapping),
  accessKey: (mapping) => httpMapping.parse(mapping).entitlement,
  accountFor: (holderEmail) => holderEmail.normalize("NFC").toLowerCase(),
  connect: connectHttp,
};

function connectHttp(connection: TargetConnection): Connector {
  const endpoint = new Endpoint(connection, httpSettings.parse(connection.settings));
  return {
    // The contract has the endpoint refuse whatever comes with a lower fence than it has seen.
    overtakes: true,
    discover: () =>
      readPages(async (cursor) => {
        const page = await endpoint.ask({ operation: "discover", cursor });
        const found = page.entitlements.map(({ entitlement, ...rest }) => ({ ...rest, mapping: { entitlement } }));
        return { found, cursor: page.cursor };
      }),
    holders: (entitlement) =>
      readPages(async (cursor) => {
        const page = await endpoint.ask({ operation: "holders", entitlement: nameOf(entitlement), cursor });
        const found = page.holders.map(({ accountId = null, ...rest }) => ({ ...rest, accountId }));
        return { found, cursor: page.cursor };
      }),
    apply: async (access, until) => {
      const told = new Date(until.getTime() + Math.round(await endpoint.clockOffsetMs()));
      return endpoint.ask({ operation: "apply", access: onWire(access), until: told.toISOString() });
    },
    remove: (access) => endpoint.ask({ operation: "remove", access: onWire(access) }),
    expel: async (access) => {
      const stranger = onWire(access);
      await endpoint.ask({ operation: "remove", access: stranger });
      const { state } = await endpoint.ask({ operation: "observe", access: stranger });
      if (state !== "absent") throw new EndpointError("The endpoint still has the access that it was to take away");
    },
    observe: async (access) => {
      const clockOffsetMs = await endpoint.clockOffsetMs();
      const answer = await endpoint.ask({ operation: "observe", access: onWire(access) });
      const { state, until, liveSessions, accountId = null } = answer;
      if (access.accountId && accountId !== null && accountId !== access.accountId)
        throw new EndpointError("The endpoint told of another account than it was asked about");
      return { state, until, liveSessions, clockOffsetMs, accountId };
    },
    sessions: async (of) => {
      const asked = of.map(({ account, entitlement }) => ({ account, entitlement: nameOf(entitlement) }));
      const told = await endpoint.askIfAble({ operation: "sessions", of: asked });
      if (told && told.sessions.length !== of.length)
        throw new EndpointError("The endpoint told of other sessions than it was asked for");
      return told?.sessions ?? null;
    },
    signIns: async (position) =>
      (await endpoint.askIfAble({ operation: "sign-ins", position })) ?? {
        unable: "The endpoint does not tell of log-ins",
      },
    close: () => {
      endpoint.close();
      return Promise.resolve();
    },
  };
}

function nameOf({ mapping }: MappedEntitlement): string {
  return httpMapping.parse(mapping).entitlement;
}

function onWire({ portalId, holdingId, account, accountId, entitlement, fence }: Access): AccessOnWire {
  const known = accountId ? { accountId } : {};
  return { portalId, holdingId, account, ...known, entitlement: nameOf(entitlement), fence };
}

function checked(schema: ZodType<Record<string, unknown>>, value: unknown): Result<Record<string, unknown>, string> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return ok(data);
  return refuse(error.issues.map(({ path, message }) => `${path.join(".") || "value"}: ${message}`).join("; "));
}
