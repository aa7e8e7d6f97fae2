import http from "node:http";
import https from "node:https";
import { isIPv6 } from "node:net";

const timeoutMs = 10_000;
const largestBytes = 2_097_152;

/** Says in a sentence that may be shown why a source was not read. */
export class FeedFault extends Error {}

/**
 * The body behind a URL. It connects to the address that `resolveAddress` has judged, so that a name cannot mean another one
 * at the moment of connecting; it follows no redirect, reads at most 2 MB, and waits at most 10 s.
 */
export const fetchText = async (url: string, resolveAddress: (host: string) => Promise<string>): Promise<string> => {
  const { hostname, protocol } = new URL(url);
  const address = await resolveAddress(hostname);
  const family = isIPv6(address) ? 6 : 4;
  const { request } = protocol === "https:" ? https : http;
  return new Promise<string>((resolve, reject) => {
    const asked = request(
      url,
      {
        headers: { accept: "text/calendar, application/json", "user-agent": "lapse" },
        signal: AbortSignal.timeout(timeoutMs),
        lookup: (_host, _options, found) => found(null, [{ address, family }]),
      },
      (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume();
          reject(new FeedFault(`the source answered with status ${answer.statusCode ?? 0}`));
          return;
        }
        const parts: Buffer[] = [];
        let bytes = 0;
        answer.on("data", (part: Buffer) => {
          bytes += part.length;
          parts.push(part);
          if (bytes > largestBytes) asked.destroy(new FeedFault("the source sent more than 2 MB"));
        });
        answer.on("end", () => resolve(Buffer.concat(parts).toString("utf8")));
        answer.on("error", reject);
      },
    );
    asked.on("error", (cause) =>
      reject(cause instanceof FeedFault ? cause : new FeedFault("the source could not be reached", { cause })),
    );
    asked.end();
  });
};
