import { once } from "node:events";
import net from "node:net";
import tls from "node:tls";
import { Client } from "ldapts";
import type { TargetConnection } from "#core/ports/connector.ts";
import { DirectoryStateError } from "./directory-error.ts";
import { serverOf, type LdapSettings } from "./settings.ts";
import { tlsOptions } from "./tls-options.ts";

const connectTimeoutMs = 3_000;

/** A connection that is bound as the connector. */
export interface OpenClient {
  readonly client: Client;
  /** By a clock that nobody sets. */
  readonly openedMs: number;
  /** Whether it still stands, as far as this side knows. */
  isUp(): boolean;
  /** Ends the connection at once, whatever is under way on it. */
  destroy(): void;
}

/**
 * One connection, encrypted as the settings say and bound as the connector, or none when `signal` fires before it is that far.
 * It is never re-opened: the client library reconnects without being asked, and would then read and write as nobody.
 */
export async function openClient(
  target: TargetConnection,
  settings: LdapSettings,
  signal: AbortSignal,
): Promise<OpenClient> {
  // RFC 4513, 5.1.2: a simple bind without a password succeeds, as nobody.
  if (target.secret === "") throw new DirectoryStateError("The target has no password for the connector's login");
  const server = serverOf(settings.url);
  if (server === null) throw new TypeError(`${settings.url} is no LDAP server`);
  const address = await target.resolveAddress(server.host);
  const early = AbortSignal.any([signal, AbortSignal.timeout(connectTimeoutMs)]);
  early.throwIfAborted();
  const line = net.connect({ host: address, port: server.port, keepAlive: true, noDelay: true });
  const destroy = (): void => void line.destroy();
  line.on("error", () => undefined);
  signal.addEventListener("abort", destroy, { once: true });
  try {
    await once(line, "connect", { signal: early });
    const options = tlsOptions(server.host, settings.ca);
    const socket = server.secure ? await encrypted(line, options, early) : line;
    const client = clientOn(socket, settings.operationTimeoutMs);
    if (!server.secure && settings.startTls) await client.startTLS(options);
    await client.bind(settings.bindDn, target.secret);
    signal.throwIfAborted();
    return { client, openedMs: performance.now(), isUp: () => client.isBound, destroy };
  } catch (error) {
    destroy();
    throw error;
  } finally {
    signal.removeEventListener("abort", destroy);
  }
}

async function encrypted(
  line: net.Socket,
  options: tls.ConnectionOptions,
  signal: AbortSignal,
): Promise<tls.TLSSocket> {
  const socket = tls.connect({ ...options, socket: line });
  socket.on("error", () => undefined);
  await once(socket, "secureConnect", { signal });
  return socket;
}

function clientOn(socket: net.Socket, timeout: number): Client {
  let used = false;
  const createConnection = (): net.Socket => {
    if (used) throw new DirectoryStateError("The connection to the directory was lost");
    used = true;
    return socket;
  };
  // The address in the URL is not used: the socket is already where it should be.
  return new Client({ url: "ldap://directory", timeout, createConnection });
}
