import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#scripts/postgres/free-port.ts";
import { entry, runCommand } from "./ldif.ts";

const slapd = "/usr/sbin/slapd";
export const suffix = "dc=example,dc=test";
const administrator = `cn=admin,${suffix}`;
const administratorPassword = "fake-administrator-password";
export const connectorDn = `cn=lapse,ou=services,${suffix}`;
export const connectorPassword = "fake-connector-password";
export const placeholderDn = `cn=nobody,ou=services,${suffix}`;

export function hasSlapd(): boolean {
  return existsSync(slapd) && existsSync("/usr/bin/ldapmodify");
}

/** What the product tells administrators to allow, with the one attribute more that these tests name people by. */
export function setUpRules(): string {
  const rules = readFileSync(new URL("../set-up.conf", import.meta.url), "utf8");
  return rules.replace("ref,uid,mail", "ref,uid,mail,employeeNumber");
}

/** Data that obeys its groups: a member of its seeAlso may read it, a member of its owner may change it. */
const memberOf = (relation: string): string[] => [
  `set="this/${relation}/member & user"`,
  `set="this/${relation}/uniqueMember & user"`,
  `set="this/${relation}/memberUid & user/employeeNumber"`,
];

/** The server itself changes the groups when one of their members is renamed, moved or deleted: some time afterwards. */
const references = `overlay refint
refint_attributes member
refint_nothing "${placeholderDn}"
`;

const configuration = (dir: string, setUp: string, tls: string, keeps: string): string => `
${["core", "cosine", "inetorgperson", "nis"].map((name) => `include /etc/ldap/schema/${name}.schema`).join("\n")}
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
moduleload refint
pidfile ${dir}/slapd.pid
threads 4
${tls}
database mdb
suffix "${suffix}"
rootdn "${administrator}"
rootpw ${administratorPassword}
directory ${dir}/data
maxsize 1073741824
dbnosync
index objectClass,uid,mail,employeeNumber,member,uniqueMember,memberUid eq
overlay memberof
${keeps}${setUp}
access to attrs=userPassword by anonymous auth by * none
access to dn.subtree="ou=data,${suffix}"
${memberOf("owner")
  .map((by) => `  by ${by} write`)
  .join("\n")}
${memberOf("seeAlso")
  .map((by) => `  by ${by} read`)
  .join("\n")}
  by * none
access to * by * none
database monitor
access to * by dn.exact="${connectorDn}" read by * none
`;

/** An OpenLDAP of our own on 127.0.0.1, with `set-up.conf` as its administrator's rules for the connector. */
export class SlapdServer {
  readonly port: number;
  readonly securePort: number;
  readonly #dir: string;
  #process: ChildProcess | undefined;

  private constructor(dir: string, port: number, securePort: number) {
    this.#dir = dir;
    this.port = port;
    this.securePort = securePort;
  }

  /** With a certificate it also speaks StartTLS, and TLS on its second port. `rules` take the place of set-up.conf. */
  static async start(
    options: { certificate?: { text: string; key: string }; rules?: string; keepsReferences?: boolean } = {},
  ): Promise<SlapdServer> {
    const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-slapd-"));
    mkdirSync(path.join(dir, "data"), { mode: 0o700 });
    const server = new SlapdServer(dir, await freePort(), await freePort());
    const { certificate } = options;
    if (certificate !== undefined) {
      writeFileSync(path.join(dir, "server.crt"), certificate.text);
      writeFileSync(path.join(dir, "server.key"), certificate.key, { mode: 0o600 });
    }
    const tls = certificate ? `TLSCertificateFile ${dir}/server.crt\nTLSCertificateKeyFile ${dir}/server.key` : "";
    const rules = options.rules ?? setUpRules();
    writeFileSync(
      path.join(dir, "slapd.conf"),
      configuration(dir, rules, tls, options.keepsReferences ? references : ""),
      { mode: 0o600 },
    );
    await server.run();
    await server.modify(
      entry(suffix, [
        ["objectClass", "dcObject"],
        ["objectClass", "organization"],
        ["dc", "example"],
        ["o", "Example"],
      ]) +
        ["people", "leavers", "groups", "data", "services"]
          .map((ou) =>
            entry(`ou=${ou},${suffix}`, [
              ["objectClass", "organizationalUnit"],
              ["ou", ou],
            ]),
          )
          .join("") +
        entry(connectorDn, [
          ["objectClass", "organizationalRole"],
          ["objectClass", "simpleSecurityObject"],
          ["cn", "lapse"],
          ["userPassword", connectorPassword],
        ]),
    );
    return server;
  }

  async run(): Promise<void> {
    const log = openSync(path.join(this.#dir, "log"), "a");
    const secure = existsSync(path.join(this.#dir, "server.crt")) ? ` ldaps://127.0.0.1:${this.securePort}/` : "";
    const listen = `ldap://127.0.0.1:${this.port}/${secure}`;
    // In the foreground, where it is our child and nobody else's.
    this.#process = spawn(slapd, ["-d", "0", "-f", path.join(this.#dir, "slapd.conf"), "-h", listen], {
      stdio: ["ignore", log, log],
    });
    process.once("exit", this.#kill);
    await this.#ready();
  }

  async #ready(): Promise<void> {
    const giveUpMs = performance.now() + 10_000;
    for (;;) {
      const socket = net.connect(this.port, "127.0.0.1");
      try {
        await once(socket, "connect");
        return;
      } catch (error) {
        if (this.#process?.exitCode !== null || performance.now() > giveUpMs)
          throw new Error(`slapd does not start: ${readFileSync(path.join(this.#dir, "log"), "utf8")}`, {
            cause: error,
          });
      } finally {
        socket.destroy();
      }
      await sleep(20);
    }
  }

  /** LDIF, as the directory's administrator. With `mayFail` what can be done of it is done. */
  async modify(ldif: string, mayFail = false): Promise<void> {
    await runCommand("/usr/bin/ldapmodify", [...this.#asAdministrator, ...(mayFail ? ["-c"] : [])], ldif, mayFail);
  }

  /** The values of one attribute, as OpenLDAP's own client reads them. */
  async values(dn: string, attribute: string): Promise<string[]> {
    const args = [...this.#asAdministrator, "-LLL", "-o", "ldif-wrap=no", "-s", "base", "-b", dn, attribute];
    const text = await runCommand("/usr/bin/ldapsearch", args);
    return text.split("\n").flatMap((one) => {
      const [, name, isEncoded, value = ""] = /^([^:]+):(:?) (.*)$/.exec(one) ?? [];
      if (name?.toLowerCase() !== attribute.toLowerCase()) return [];
      return [isEncoded === "" ? value : Buffer.from(value, "base64").toString("utf8")];
    });
  }

  get #asAdministrator(): string[] {
    return ["-x", "-H", `ldap://127.0.0.1:${this.port}`, "-D", administrator, "-w", administratorPassword];
  }

  readonly #kill = (): void => {
    this.#process?.kill("SIGKILL");
  };

  async end(): Promise<void> {
    process.removeListener("exit", this.#kill);
    const running = this.#process;
    if (running?.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, "exit");
    running.kill("SIGKILL");
    await exited;
  }

  async remove(): Promise<void> {
    await this.end();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
