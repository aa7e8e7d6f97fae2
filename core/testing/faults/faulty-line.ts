import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export const faults = [
  "error-before",
  "error-after",
  "timeout-after",
  "duplicate",
  "slow",
  "garbage",
  "429",
  "half",
] as const;
type Fault = (typeof faults)[number];

export interface FaultyLine {
  readonly url: string;
  /** The next `count` calls of this operation suffer so. */
  suffer(operation: string, fault: Fault, count: number): void;
  /** How many calls suffered. */
  readonly suffered: () => number;
  stop(): Promise<void>;
}

/** Stands between the portal and an endpoint, and spoils what it is told to. */
export const openFaultyLine = async (upstream: string): Promise<FaultyLine> => {
  let plan: { operation: string; fault: Fault; left: number } | null = null;
  let suffered = 0;
  const server = http.createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { operation } = JSON.parse(body.toString("utf8")) as { operation: string };
    const forward = async (): Promise<{ status: number; text: string }> => {
      const headers = Object.entries(request.headers).filter(([name]) => name.startsWith("webhook-")) as [
        string,
        string,
      ][];
      const real = await fetch(upstream, { method: "POST", body, headers });
      return { status: real.status, text: await real.text() };
    };
    const say = ({ status, text }: { status: number; text: string }, headers = {}): void => {
      response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
    };
    if (plan?.operation !== operation || plan.left === 0) {
      say(await forward());
      return;
    }
    plan.left -= 1;
    suffered += 1;
    await spoil(plan.fault, { forward, say, response });
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lapse`,
    suffer: (operation, fault, count) => {
      plan = { operation, fault, left: count };
    },
    suffered: () => suffered,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

interface Spoiling {
  readonly forward: () => Promise<{ status: number; text: string }>;
  readonly say: (answer: { status: number; text: string }, headers?: object) => void;
  readonly response: http.ServerResponse;
}

const spoil = async (fault: Fault, { forward, say, response }: Spoiling): Promise<void> => {
  switch (fault) {
    case "error-before": {
      say({ status: 500, text: `{"error":"fault"}` });
      return;
    }
    case "error-after":
      await forward();
      {
        say({ status: 500, text: `{"error":"fault"}` });
        return;
      }
    case "timeout-after":
      // Never answered: the caller gives up by itself.
      await forward();
      return;
    case "duplicate":
      await forward();
      {
        say(await forward());
        return;
      }
    case "slow":
      await sleep(250);
      {
        say(await forward());
        return;
      }
    case "garbage":
      await forward();
      {
        say({ status: 200, text: "<html>Welcome to the hotel</html>" });
        return;
      }
    case "429": {
      say({ status: 429, text: `{"error":"too_many"}` }, { "retry-after": "1" });
      return;
    }
    case "half": {
      const { status, text } = await forward();
      response.writeHead(status, { "content-type": "application/json", "content-length": text.length });
      response.write(text.slice(0, text.length / 2));
      response.destroy();
      return;
    }
  }
};
