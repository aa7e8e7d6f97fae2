import http from "node:http";
import https from "node:https";
import { isIPv6 } from "node:net";
import { Webhook } from "standardwebhooks";
import { type Channel, type Outgoing, Undeliverable } from "#core/ports/channels.ts";

export interface WebhookOptions {
  readonly url: URL;
  /** Of Standard Webhooks: `whsec_` and at least 24 bytes in base64. */
  readonly secret: string;
  readonly origin: string;
  /** Judges a host and answers the one address to connect to. */
  readonly resolveAddress: (host: string) => Promise<string>;
  readonly now: () => Promise<Date>;
}

const timeoutMs = 15_000;
const recipient = "endpoint";

/** Who, what and when, as Standard Webhooks asks: never a reason, never a secret. A repetition has the same id. */
const payloadOf = ({ message }: Outgoing, origin: string, at: Date): string =>
  JSON.stringify({
    type: message.kind,
    timestamp: at.toISOString(),
    data: {
      title: message.title,
      facts: message.rows.map((row) => ({ label: row.label, value: "at" in row ? row.at.toISOString() : row.text })),
      url: `${origin}${message.link.path}`,
      ...message.about,
    },
  });

/**
 * Posts notices, signed. It connects to the very address that was judged, so that a name cannot mean another one at the moment
 * of connecting; follows no redirect; and only a 2xx is a delivery. 410 means "never again" (Standard Webhooks, "Delivery").
 */
export const createWebhookChannel = ({ url, secret, origin, resolveAddress, now }: WebhookOptions): Channel => {
  const webhook = new Webhook(secret);
  return {
    name: "webhook",
    recipients: () => Promise.resolve([recipient]),
    async send(outgoing) {
      const at = await now();
      const body = payloadOf(outgoing, origin, at);
      const status = await post(url, await resolveAddress(url.hostname), body, {
        "content-type": "application/json",
        "user-agent": "lapse",
        "webhook-id": outgoing.id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": webhook.sign(outgoing.id, at, body),
      });
      if (status === 410) throw new Undeliverable("the endpoint answered 410 Gone");
      if (status < 200 || status > 299) throw new Error(`the endpoint answered ${status}`);
      return null;
    },
  };
};

const post = (url: URL, address: string, body: string, headers: Record<string, string>): Promise<number> => {
  const family = isIPv6(address) ? 6 : 4;
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        signal: AbortSignal.timeout(timeoutMs),
        lookup: (_host, _options, found) => found(null, [{ address, family }]),
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
};
