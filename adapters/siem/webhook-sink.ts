import { Webhook } from "standardwebhooks";
import { toOcsf } from "#core/domain/siem/to-ocsf.ts";
import type { EventSink } from "#core/ports/event-sink.ts";

export interface WebhookSinkOptions {
  readonly url: URL;
  /** Of Standard Webhooks: `whsec_` and 24 to 64 bytes in base64. */
  readonly secret: string;
}

const timeoutMs = 20_000;

/**
 * Posts batches of OCSF objects as one JSON array, signed as Standard Webhooks asks. The message id names the batch by its
 * first and last place in the log, so that a repetition has the same one. Follows no redirection; only a 2xx is a delivery.
 */
export const createWebhookSink = ({ url, secret }: WebhookSinkOptions, now: () => Promise<Date>): EventSink => {
  const webhook = new Webhook(secret);
  return {
    id: "webhook",
    address: url.origin,
    deliver: async (events) => {
      const body = JSON.stringify(events.map(toOcsf));
      const id = `log-${events[0]?.index ?? 0}-${events.at(-1)?.index ?? 0}`;
      const at = await now();
      const response = await fetch(url, {
        method: "POST",
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
          "webhook-signature": webhook.sign(id, at, body),
        },
        body,
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
    },
    close: () => Promise.resolve(),
  };
};
