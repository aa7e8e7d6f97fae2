import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";
import { Webhook } from "standardwebhooks";
import { afterAll, expect, test } from "vitest";
import { createFileSink } from "./file-sink.ts";
import { createSyslogSink } from "./syslog-sink.ts";
import { createWebhookSink } from "./webhook-sink.ts";
import type { SequencedEvent } from "#core/domain/siem/sequenced-event.ts";
import { freePort } from "#scripts/postgres/free-port.ts";

const events = [0, 1].map((index): SequencedEvent => ({
  ...{ index, actor: null, person: null },
  event: {
    ...{ position: String(index + 10), kind: "grantEnded", actorId: null, via: "ticker", correlationId: "c" },
    ...{ at: new Date("2030-01-01T12:00:00Z"), data: { said: "line\nbreak" } },
  },
}));
const secret = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-siem-"));
afterAll(() => rmSync(dir, { recursive: true }));

test("the file has one object a line, appended, and a line that was torn spoils no other", async () => {
  const file = path.join(dir, "events.jsonl");
  const sink = createFileSink(file);
  await sink.deliver(events);
  await sink.deliver(events.slice(1));
  const places = (lines: readonly string[]) =>
    lines.map((line) => (JSON.parse(line) as { metadata: { sequence: number } }).metadata.sequence);
  const lines = () => readFileSync(file, "utf8").trimEnd().split("\n");
  expect(places(lines())).toEqual([0, 1, 1]);
  appendFileSync(file, '{"category_uid":3,"cat');
  await sink.deliver(events);
  expect(places(lines().toSpliced(3, 1))).toEqual([0, 1, 1, 0, 1]);
});

test("the webhook's batch is signed, named by its places, and anything but a 2xx is no delivery", async () => {
  const seen: { body: string; headers: Record<string, string> }[] = [];
  let status = 204;
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      seen.push({ body, headers: request.headers as Record<string, string> });
      response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  try {
    const sink = createWebhookSink({ url: new URL(`http://127.0.0.1:${port}/in`), secret }, () =>
      Promise.resolve(new Date(Date.now())),
    );
    await sink.deliver(events);
    const [{ body, headers }] = seen as [(typeof seen)[number]];
    expect(new Webhook(secret).verify(body, headers)).toMatchObject([{ type_uid: 300502 }, { type_uid: 300502 }]);
    expect(headers["webhook-id"]).toBe("log-0-1");
    for (status of [302, 400, 500]) await expect(sink.deliver(events)).rejects.toThrow(String(status));
    expect(seen).toHaveLength(4);
  } finally {
    server.close();
  }
  const away = createWebhookSink({ url: new URL(`http://127.0.0.1:${port}/in`), secret }, () =>
    Promise.resolve(new Date(0)),
  );
  await expect(away.deliver(events)).rejects.toThrow();
});

test("syslog messages are counted, one for each event, and a server that is away is no delivery", async () => {
  let received = "";
  const server = net.createServer((socket) => {
    socket.on("data", (chunk) => (received += chunk.toString()));
    socket.on("end", () => socket.end());
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const sink = createSyslogSink(new URL(`tcp://127.0.0.1:${port}`));
  await sink.deliver(events);
  await new Promise((resolve) => server.close(resolve));
  const messages: string[] = [];
  for (let rest = received; rest !== "";) {
    const [, count = "0"] = /^(\d+) /.exec(rest) ?? [];
    const from = count.length + 1;
    messages.push(rest.slice(from, from + Number(count)));
    rest = rest.slice(from + Number(count));
  }
  expect(messages).toHaveLength(2);
  expect(messages[0]).toMatch(/^<110>1 2030-01-01T12:00:00\.000Z \S+ lapse \d+ grantEnded - CEF:0\|Lapse\|/);
  await expect(sink.deliver(events)).rejects.toThrow();
});

test("over TLS a syslog server is believed only with a certificate that the machine trusts, for the name that was asked for", async () => {
  const [key, cert] = ["key", "cert"].map((name) => path.join(dir, name)) as [string, string];
  const made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=log";
  const names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert];
  execFileSync("openssl", [...made.split(" "), ...names], { stdio: "ignore" });
  let received = "";
  const server = tls.createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => {
    socket.on("data", (chunk: Buffer) => (received += chunk.toString()));
    socket.on("end", () => socket.end());
  });
  server.on("tlsClientError", () => undefined);
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "localhost", resolve));
  const trusted = tls.getCACertificates("default");
  try {
    await expect(createSyslogSink(new URL(`tls://localhost:${port}`)).deliver(events)).rejects.toThrow(/self-signed/);
    tls.setDefaultCACertificates([...trusted, readFileSync(cert, "utf8")]);
    await expect(createSyslogSink(new URL(`tls://127.0.0.1:${port}`)).deliver(events)).rejects.toThrow();
    expect(received).toBe("");
    await createSyslogSink(new URL(`tls://localhost:${port}`)).deliver(events);
    expect(received.match(/CEF:0/g)).toHaveLength(2);
  } finally {
    tls.setDefaultCACertificates(trusted);
    await new Promise((resolve) => server.close(resolve));
  }
});
