import { createServer, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { endWork } from "#server/end-of-work.ts";
import { newCorrelationId } from "#server/log.ts";
import { problemBody } from "#server/problem.ts";
import { PlainError } from "../plain-error.ts";
import { root, type Settings } from "./settings.ts";

export interface ServedPortal {
  /** Returns when nothing of it asks its database for anything any more: whoever started that may stop it then. */
  stop(): Promise<void>;
}

/**
 * Serves the built portal from this very process, so that whatever kills the start kills the portal with it and none is
 * left on the port. Returns when `/api/health/live` answers.
 */
export async function servePortal({ host, port }: Pick<Settings, "host" | "port">): Promise<ServedPortal> {
  const app = next({ dev: false, dir: root, hostname: "localhost", port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    if (isReadable(request.url ?? "/")) void handle(request, response);
    else refuseAddress(response);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen({ host, port }, resolve));

  const stop = async () => {
    const working = endWork();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    // Answers that are under way may end; a live stream never would.
    await Promise.race([closed, sleep(1_500)]);
    server.closeAllConnections();
    await Promise.all([closed, working]);
    await app.close();
  };
  await live(host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host, port);
  return { stop };
}

/** What is no percent-encoded UTF-8, Next answers as if something of ours had failed. */
function isReadable(address: string): boolean {
  try {
    decodeURIComponent(address.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

function refuseAddress(response: ServerResponse): void {
  const body = JSON.stringify(problemBody("malformed_address", { correlationId: newCorrelationId() }));
  response.writeHead(400, { "content-type": "application/problem+json", "cache-control": "no-store" }).end(body);
}

async function live(host: string, port: number): Promise<void> {
  const address = `http://${host.includes(":") ? `[${host}]` : host}:${port}/api/health/live`;
  const giveUpAt = performance.now() + 60_000;
  let answer = "no answer";
  while (performance.now() < giveUpAt) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      answer = `status ${response.status}`;
    } catch (error) {
      answer = String(error);
    }
    await sleep(50);
  }
  throw new PlainError(`The portal was started and is not alive: ${address} gives ${answer}.`);
}
