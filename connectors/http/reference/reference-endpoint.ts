import { createServer, type IncomingMessage, type Server } from "node:http";
import { requestOnWire, type RequestOnWire } from "../contract.ts";
import { Refusal, type AccessStore } from "./access-store.ts";
import { isSigned } from "./is-signed.ts";

const pageSize = 500;
const largestRequestBytes = 100_000;

/** A server that answers the contract from a store; the caller has it listen, behind TLS where others can reach it. */
export function referenceEndpoint(store: AccessStore, secret: string, now: () => Date): Server {
  return createServer((request, response) => {
    answer(store, secret, now, request)
      .then((body) => ({ status: 200, body }))
      .catch((error: unknown) =>
        error instanceof Refusal
          ? { status: error.status, body: { error: error.code } }
          : { status: 500, body: { error: "fault" } },
      )
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      })
      .catch(() => response.destroy());
  });
}

async function answer(store: AccessStore, secret: string, now: () => Date, request: IncomingMessage): Promise<unknown> {
  if (request.method !== "POST") throw new Refusal(405, "post_only");
  const body = await bodyOf(request);
  const { data } = requestOnWire.safeParse(parse(body));
  if (data?.operation === "clock") return { now: now() };
  if (!isSigned(secret, request.headers, body, now())) throw new Refusal(401, "bad_signature");
  if (data === undefined) throw new Refusal(400, "bad_request");
  return operate(store, data, now);
}

function operate(store: AccessStore, asked: Exclude<RequestOnWire, { operation: "clock" }>, now: () => Date): unknown {
  switch (asked.operation) {
    case "discover": {
      const all = [...store.offers].map(([entitlement, offer]) => ({ entitlement, ...offer }));
      const { page, cursor } = pageOf(all, asked.cursor);
      return { entitlements: page, cursor };
    }
    case "holders": {
      const { page, cursor } = pageOf(store.holders(asked.entitlement), asked.cursor);
      return { holders: page, cursor };
    }
    case "apply":
      store.apply(asked.access, new Date(asked.until));
      return { until: asked.until };
    case "remove":
      store.remove(asked.access);
      return { quarantined: [] };
    case "observe": {
      const { entitlement } = asked.access;
      const account = store.known(asked.access);
      if (account === null) return { state: "absent", until: null, liveSessions: [], now: now() };
      const liveSessions = store
        .sessionsOf(account, entitlement)
        .map(({ id, since, address }) => ({ id, since, address, lastActiveAt: null }));
      const state = store.has(account, entitlement) ? "present" : "absent";
      const accountId = store.idOf(account);
      return { state, until: store.untilOf(account, entitlement), liveSessions, accountId, now: now() };
    }
    case "sessions": {
      const sessions = asked.of.map(({ account, entitlement }) => {
        store.known({ account, entitlement });
        const open = store.sessionsOf(account, entitlement);
        return open.map(({ id, since, address }) => ({ id, since, address, lastActiveAt: null, state: null }));
      });
      return { sessions };
    }
    case "sign-ins": {
      const from = asked.position === null ? store.signIns.length : Number(asked.position);
      if (!Number.isSafeInteger(from) || from < 0) throw new Refusal(400, "bad_position");
      const signIns = store.signIns.slice(from, from + pageSize);
      const next = from + signIns.length;
      return { signIns, position: String(next), more: next < store.signIns.length };
    }
  }
}

function pageOf<T>(all: readonly T[], cursor: string | null): { page: readonly T[]; cursor: string | null } {
  const from = cursor === null ? 0 : Number(cursor);
  if (!Number.isSafeInteger(from) || from < 0) throw new Refusal(400, "bad_cursor");
  const next = from + pageSize;
  return { page: all.slice(from, next), cursor: next < all.length ? String(next) : null };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestRequestBytes) throw new Refusal(413, "too_long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
