import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { createEmailChannel } from "./email-channel.ts";
import { Undeliverable } from "#core/ports/channels.ts";
import { type SmtpSink, startSmtpSink } from "#core/testing/smtp-sink.ts";
import { aMessage, aPerson } from "#core/testing/message.ts";

let server: SmtpSink | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Self-signed, made for this run: nobody's name is on it. */
const folder = mkdtempSync(path.join(tmpdir(), "lapse-mail-"));
const [keyFile, certFile] = [path.join(folder, "key"), path.join(folder, "cert")];
execFileSync(
  "openssl",
  ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"].concat([
    "-subj",
    "/CN=mail.example.test",
    "-keyout",
    keyFile,
    "-out",
    certFile,
  ]),
  { stdio: "ignore" },
);
const ownCertificate = { key: readFileSync(keyFile), cert: readFileSync(certFile) };
rmSync(folder, { recursive: true });

const sink = async (options: SMTPServerOptions = {}): Promise<number> => {
  server = await startSmtpSink({ ...ownCertificate, ...options });
  return server.port;
};
const channel = (port: number, login = "", scheme = "smtp") =>
  createEmailChannel({
    smtpUrl: new URL(`${scheme}://${login}127.0.0.1:${port}`),
    from: "Lapse <lapse@example.test>",
    origin: "https://lapse.example.test",
  });
const outgoing = {
  id: "dlv_1",
  message: aMessage(),
  person: aPerson({ name: "Ana Lindqvist 🚀" }),
  recipient: "per_ana",
};

test("an approver gets who, what, until when and why, with a link, as text and as HTML that is nobody's script", async () => {
  await channel(await sink()).send(outgoing);
  const [mail] = server?.mails ?? [];
  expect(mail?.subject).toBe(`Inès <Duarte> & co. asks for "read" on orders-db`);
  expect(mail?.to).toEqual([{ name: "Ana Lindqvist 🚀", address: "ana@example.test" }]);
  expect(mail?.messageId).toBe("<dlv_1@lapse.example.test>");
  for (const body of [mail?.text, mail?.html]) {
    expect(body).toContain("https://lapse.example.test/requests/req_example");
    expect(body).toContain("14:00 (Europe/Berlin)");
    expect(body).toContain("INC-4211");
  }
  expect(mail?.html).not.toMatch(/<script|<Duarte/);
  expect(mail?.html).not.toMatch(/src=|url\(/);
});

test("it speaks STARTTLS and signs in where the server asks for it", async () => {
  const seen: { user: string | undefined; secure: boolean }[] = [];
  const port = await sink({
    authOptional: false,
    onAuth({ username, password }, session, done) {
      seen.push({ user: username, secure: session.secure });
      done(password === "p@ss/word" ? null : new Error("no"), { user: username });
    },
  });
  await channel(port, "lapse:p%40ss%2Fword@").send(outgoing);
  expect(seen).toEqual([{ user: "lapse", secure: true }]);
  expect(server?.mails).toHaveLength(1);
});

test("nothing is sent in the clear to another machine that offers no encryption", async () => {
  const port = await sink({ disabledCommands: ["STARTTLS"] });
  const elsewhere = createEmailChannel({
    smtpUrl: new URL(`smtp://127.0.0.2:${port}`),
    from: "lapse@example.test",
    origin: "https://lapse.example.test",
  });
  await server?.close();
  const open = new SMTPServer({ ...ownCertificate, authOptional: true, disabledCommands: ["STARTTLS"] });
  open.on("error", () => undefined);
  await new Promise<void>((resolve) => open.listen(port, "127.0.0.2", resolve));
  await expect(elsewhere.send(outgoing)).rejects.toThrow(/STARTTLS/);
  await new Promise<void>((resolve) => open.close(resolve));
  server = undefined;
});

const refusing = (code: number): SMTPServerOptions => ({
  onRcptTo: (_address, _session, done) => done(Object.assign(new Error("no"), { responseCode: code })),
});

test.each([
  [550, "an address that does not exist is given up", true],
  [553, "so is one that is not allowed", true],
  [451, "a server that asks to come back is tried again", false],
  [421, "and so is one that is too busy", false],
])("%i: %s", async (code, _, final) => {
  const attempt = channel(await sink(refusing(code))).send(outgoing);
  const fault: unknown = await attempt.catch((error: unknown) => error);
  expect([fault instanceof Error, fault instanceof Undeliverable]).toEqual([true, final]);
});

test("that our own address may not send is nobody's fault but ours: it is tried again", async () => {
  const port = await sink({
    onMailFrom: (_address, _session, done) => done(Object.assign(new Error("not yours"), { responseCode: 553 })),
  });
  const fault: unknown = await channel(port)
    .send(outgoing)
    .catch((error: unknown) => error);
  expect([fault instanceof Error, fault instanceof Undeliverable]).toEqual([true, false]);
});

test("a wrong password of ours, or nobody there, is nobody's address: it is tried again", async () => {
  const port = await sink({
    authOptional: false,
    onAuth: (_auth, _session, done) => done(Object.assign(new Error("no"), { responseCode: 535 })),
  });
  for (const to of [channel(port, "lapse:wrong@"), channel(9)]) {
    const fault: unknown = await to.send(outgoing).catch((error: unknown) => error);
    expect([fault instanceof Error, fault instanceof Undeliverable]).toEqual([true, false]);
  }
});
