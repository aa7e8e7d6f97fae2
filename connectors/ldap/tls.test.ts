import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listed } from "#connectors/conformance/listed.ts";
import { ldap } from "./ldap.ts";
import { connectorDn, connectorPassword, hasSlapd, SlapdServer, suffix } from "./testing/slapd-server.ts";

const canRun = hasSlapd() && spawnSync("openssl", ["version"]).status === 0;

/** A certificate for one name, signed by an authority of its own. */
function certify(name: string): { ca: string; text: string; key: string } {
  const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-tls-"));
  const openssl = (command: string): unknown =>
    execFileSync("openssl", command.split(" "), { cwd: dir, stdio: "pipe" });
  const curve = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
  openssl(`req -x509 ${curve} -keyout ca.key -out ca.crt -days 2 -subj /CN=ca`);
  openssl(`req ${curve} -keyout server.key -out server.csr -subj /CN=${name}`);
  writeFileSync(path.join(dir, "names"), `subjectAltName=DNS:${name}\n`);
  openssl("x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out server.crt -days 2 -extfile names");
  const read = (file: string): string => readFileSync(path.join(dir, file), "utf8");
  const made = { ca: read("ca.crt"), text: read("server.crt"), key: read("server.key") };
  rmSync(dir, { recursive: true });
  return made;
}

describe.runIf(canRun)("OpenLDAP: TLS", () => {
  const host = "directory.example.test";
  let server: SlapdServer;
  let plain: SlapdServer;
  let ca: string;

  async function discover(settings: Record<string, unknown>): Promise<number> {
    const connector = ldap.connect({
      settings: {
        bindDn: connectorDn,
        userBaseDn: `ou=people,${suffix}`,
        groupBaseDn: `ou=groups,${suffix}`,
        fenceAttribute: null,
        operationTimeoutMs: 1_000,
        ...settings,
      },
      secret: connectorPassword,
      resolveAddress: () => Promise.resolve("127.0.0.1"),
      portalNow: () => Promise.resolve(new Date()),
    });
    try {
      return (await listed(connector.discover())).length;
    } finally {
      await connector.close();
    }
  }

  beforeAll(async () => {
    const { ca: authority, ...certificate } = certify(host);
    ca = authority;
    server = await SlapdServer.start({ certificate });
    plain = await SlapdServer.start();
  });
  afterAll(() => Promise.all([server.remove(), plain.remove()]));

  const ways = [
    ["StartTLS", (name: string) => `ldap://${name}:${server.port}`],
    ["TLS", (name: string) => `ldaps://${name}:${server.securePort}`],
  ] as const;

  it.each(ways)(
    "%s: the configured name is checked, though the connection goes to a resolved address",
    async (_, url) => {
      expect(await discover({ url: url(host), ca })).toBe(0);
      await expect(discover({ url: url("other.example.test"), ca })).rejects.toThrow("altnames");
      await expect(discover({ url: url("127.0.0.1"), ca })).rejects.toThrow("altnames");
    },
  );

  it.each(ways)("%s: a certificate of an unknown authority is refused", async (_, url) => {
    await expect(discover({ url: url(host) })).rejects.toThrow();
    await expect(discover({ url: url(host), ca: certify(host).ca })).rejects.toThrow();
  });

  it("a server without TLS never sees the password unless that was asked for", async () => {
    const url = `ldap://${host}:${plain.port}`;
    await expect(discover({ url })).rejects.toThrow();
    await expect(discover({ url: `ldaps://${host}:${plain.port}` })).rejects.toThrow();
    expect(await discover({ url, startTls: false })).toBe(0);
  });
});

if (!canRun)
  it.skip("DID NOT RUN: no slapd or no openssl here; apt-get install --no-install-recommends slapd ldap-utils");
