import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import ipaddr from "ipaddr.js";
import { env } from "#server/env.ts";

const header = "x-lapse-client-address";
const active = Symbol.for("lapse.client-address");
const shared = globalThis as { [active]?: true };

/**
 * Route handlers see headers only, and any client can write those. So the address is taken from the connection before
 * anything else sees the request, over Node's own channel, and put into a header that clients cannot set.
 * With proxies in front, each of them appended one address; those that we do not know to trust are ignored.
 */
export const watchClientAddresses = (): void => {
  if (shared[active]) return;
  shared[active] = true;
  const proxies = env().LAPSE_TRUST_PROXY;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",");
    request.headers[header] = addressBehind(proxies, forwarded, request.socket.remoteAddress ?? "");
    if (proxies > 0) return;
    for (const name of ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded"]) {
      Reflect.deleteProperty(request.headers, name);
    }
  });
};

/** The address `proxies` hops before us; empty when the chain is shorter than that or names no address. */
export const addressBehind = (proxies: number, forwarded: string, socketAddress: string): string => {
  const chain = [...forwarded.split(",").flatMap((part) => part.trim() || []), socketAddress];
  const address = chain.at(-1 - proxies) ?? "";
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : "";
};

/** Null where it is not known. Never taken from what the client wrote. */
export const clientAddress = (headers: Pick<Headers, "get">): string | null =>
  shared[active] ? (headers.get(header) ?? "") || null : null;
