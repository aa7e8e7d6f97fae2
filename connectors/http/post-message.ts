import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { checkServerIdentity } from "node:tls";
import type { HttpSettings } from "./settings.ts";

const largestAnswerBytes = 4_000_000;

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

export interface Message {
  readonly settings: HttpSettings;
  /** Where the URL's host was found to be; the connection goes there and nowhere else. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** One POST on a connection of its own. Follows no redirection: that would carry a signed message to another host. */
export function postMessage({ settings, address, headers, body, signal }: Message): Promise<Answer> {
  const url = new URL(settings.url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isSecure = url.protocol === "https:";
  const options: https.RequestOptions = {
    method: "POST",
    host: address,
    port: url.port === "" ? (isSecure ? 443 : 80) : Number(url.port),
    path: url.pathname + url.search,
    headers: {
      ...headers,
      host: url.host,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    },
    agent: false,
    signal,
    ...(isSecure ? tlsOptions(host, settings.ca) : {}),
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? https : http).request(options, (response) => {
      readAnswer(response).then(resolve, reject);
    });
    request.once("error", reject);
    request.end(body);
  });
}

function tlsOptions(host: string, ca: string | undefined): https.RequestOptions {
  return {
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    checkServerIdentity: (_address, certificate) => checkServerIdentity(host, certificate),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca }),
  };
}

async function readAnswer(response: http.IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestAnswerBytes) throw new Error("The endpoint's answer is too long");
    chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    retryAfter: response.headers["retry-after"],
    text: Buffer.concat(chunks).toString("utf8"),
  };
}
