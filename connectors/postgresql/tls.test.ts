import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access } from "#core/ports/connector.ts";
import { postgresql } from "./postgresql.ts";
import { hasServer } from "./testing/postgres-server.ts";
import { connectorPassword, entitlement, PostgresTarget } from "./testing/postgres-target.ts";

const majors = [15, 18].filter(hasServer);
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const access: Access = {
  portalId: "prt_first",
  holdingId: "hld_tls" as HoldingId,
  account: "lapse_ada_tls",
  entitlement: entitlement("orders_read"),
  fence: 1,
};

interface Authority {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** A certificate for one name, signed by an authority of its own. */
function certify(name: string): Authority {
  const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-tls-"));
  const openssl = (line: string): unknown => execFileSync("openssl", line.split(" "), { cwd: dir, stdio: "pipe" });
  const curve = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
  openssl(`req -x509 ${curve} -keyout ca.key -out ca.crt -days 2 -subj /CN=ca`);
  openssl(`req ${curve} -keyout server.key -out server.csr -subj /CN=${name}`);
  writeFileSync(path.join(dir, "names"), `subjectAltName=DNS:${name}\n`);
  openssl("x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -out server.crt -days 2 -extfile names");
  const [ca = "", certificate = "", key = ""] = ["ca.crt", "server.crt", "server.key"].map((file) =>
    readFileSync(path.join(dir, file), "utf8"),
  );
  rmSync(dir, { recursive: true });
  return { ca, certificate, key };
}

describe.runIf(hasOpenssl).each(majors)("PostgreSQL %i: TLS", (major) => {
  let target: PostgresTarget;
  let authority: Authority;

  async function observe(settings: Record<string, unknown>): Promise<string> {
    const connector = postgresql.connect({
      settings: { ...target.settings, host: "db.example.test", ...settings },
      secret: connectorPassword,
      resolveAddress: () => Promise.resolve("127.0.0.1"),
      portalNow: () => Promise.resolve(new Date()),
    });
    try {
      return (await connector.observe(access)).state;
    } finally {
      await connector.close();
    }
  }

  beforeAll(async () => {
    authority = certify("db.example.test");
    target = await PostgresTarget.start(major, () => new Date());
  });
  afterAll(() => target.stop());

  it("a server without TLS is refused where TLS is asked for", async () => {
    await expect(observe({ sslMode: "require" })).rejects.toThrow("does not support SSL");
    await expect(observe({ sslMode: "verify-full", ca: authority.ca })).rejects.toThrow("does not support SSL");
  });

  it("the configured name is checked, though the connection goes to a resolved address", async () => {
    await target.server.useTls(authority.certificate, authority.key);
    expect(await observe({ sslMode: "verify-full", ca: authority.ca })).toBe("absent");
    await expect(observe({ sslMode: "verify-full", ca: authority.ca, host: "other.example.test" })).rejects.toThrow(
      "altnames",
    );
    await expect(observe({ sslMode: "verify-full", ca: authority.ca, host: "127.0.0.1" })).rejects.toThrow("altnames");
    expect(await observe({ sslMode: "require" })).toBe("absent");
  });

  it("a certificate of an unknown authority is refused", async () => {
    await expect(observe({ sslMode: "verify-full" })).rejects.toThrow();
    await expect(observe({ sslMode: "verify-full", ca: certify("db.example.test").ca })).rejects.toThrow();
  });
});

if (!hasOpenssl) it.skip("DID NOT RUN: there is no openssl here to make certificates with");

for (const major of [15, 18].filter((one) => !hasServer(one))) {
  it.skip(`DID NOT RUN: no PostgreSQL ${major} here; apt-get install --no-install-recommends postgresql-${major}`);
}
