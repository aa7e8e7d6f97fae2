import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Attribute, Change, Client } from "ldapts";
import type {
  ConformanceTarget,
  ConnectOptions,
  Hands,
  LiveAccess,
} from "#connectors/conformance/conformance-target.ts";
import type { Connector, MappedEntitlement } from "#core/ports/connector.ts";
import { ldap } from "../ldap.ts";
import { ldapMapping } from "../settings.ts";
import { deletion, entry, escapeName, modification, renaming } from "./ldif.ts";
import { connectorDn, connectorPassword, placeholderDn, SlapdServer, suffix } from "./slapd-server.ts";

export type MemberAttribute = "member" | "uniqueMember" | "memberUid";

const personPassword = "fake-person-password";
const groupClass = { member: "groupOfNames", uniqueMember: "groupOfUniqueNames", memberUid: "posixGroup" } as const;
const modifyRequest = 0x66;

const oddNames = [
  `gr"oup,ou=people;<+>=`,
  "Größe 名前 🗝",
  String.raw`100%s (*)\\29 \2a`,
  " spaces  and more ",
  "#0401ff",
  "*)(objectClass=*",
];

export function groupDn(name: string): string {
  return `cn=${escapeName(name)},ou=groups,${suffix}`;
}

export function entitlement(name: string): MappedEntitlement {
  return { resource: groupDn(name), action: "member", mapping: { groupDn: groupDn(name) } };
}

export function personDn(account: string): string {
  return `uid=${escapeName(account)},ou=people,${suffix}`;
}

/** A directory as an administrator would set it up, and the hands of one. */
export class LdapTarget implements ConformanceTarget {
  readonly kind = ldap;
  readonly lacks = ["deadline", "sessions", "marks"] as const;
  readonly clockToleranceMs = 1_500;
  readonly reading = entitlement("orders_read");
  readonly writing = entitlement("orders_write");
  readonly odd = oddNames.map(entitlement);
  readonly missing = entitlement("no_such_group");
  readonly server: SlapdServer;
  readonly memberAttribute: MemberAttribute;
  readonly now: () => Date;
  readonly settings: Record<string, unknown>;
  readonly hands: Hands;

  private constructor(server: SlapdServer, memberAttribute: MemberAttribute, now: () => Date) {
    this.server = server;
    this.memberAttribute = memberAttribute;
    this.now = now;
    this.settings = {
      url: `ldap://127.0.0.1:${server.port}`,
      startTls: false,
      bindDn: connectorDn,
      userBaseDn: `ou=people,${suffix}`,
      accountAttribute: "uid",
      groupBaseDn: `ou=groups,${suffix}`,
      memberAttribute,
      memberUidAttribute: "employeeNumber",
      operationTimeoutMs: 1_000,
      ...(memberAttribute === "memberUid"
        ? { fenceAttribute: null }
        : { fenceAttribute: "businessCategory", placeholderMember: placeholderDn }),
    };
    this.hands = handsOn(this);
  }

  static async start(memberAttribute: MemberAttribute, now: () => Date, rules?: string): Promise<LdapTarget> {
    // One kind of groups is kept right by the server itself, as in Active Directory; the others are not.
    const keepsReferences = memberAttribute === "member";
    const server = await SlapdServer.start({ ...(rules === undefined ? {} : { rules }), keepsReferences });
    const target = new LdapTarget(server, memberAttribute, now);
    for (const name of ["orders_read", "orders_write", ...oddNames]) await target.makeGroup(name);
    await target.makeData("orders_read", "orders_read", "orders_write");
    await target.makeData("orders_write", "orders_write", "orders_write");
    for (const name of oddNames) await target.makeData(name, name, "orders_write");
    return target;
  }

  /** Without members of its own it gets the placeholder, where the schema wants one. */
  makeGroup(name: string, members: readonly string[] = []): Promise<void> {
    const { memberAttribute } = this;
    const values = memberAttribute === "memberUid" || members.length > 0 ? members : [placeholderDn];
    return this.server.modify(
      entry(groupDn(name), [
        ["objectClass", groupClass[memberAttribute]],
        ["cn", name],
        ...(memberAttribute === "memberUid" ? [["gidNumber", "5000"] as const] : []),
        ...values.map((value) => [memberAttribute, value] as const),
      ]),
    );
  }

  makeData(name: string, reader: string, writer: string): Promise<void> {
    return this.server.modify(
      entry(dataDn(name), [
        ["objectClass", "device"],
        ["cn", name],
        ["seeAlso", groupDn(reader)],
        ["owner", groupDn(writer)],
      ]),
    );
  }

  /** What the group has for a person. */
  valueFor(account: string): string {
    return this.memberAttribute === "memberUid" ? employeeNumber(account) : personDn(account);
  }

  get address(): { host: string; port: number } {
    return { host: "127.0.0.1", port: this.server.port };
  }

  connect(
    { address = this.address, portalNow }: ConnectOptions = {},
    settings: Record<string, unknown> = {},
  ): Connector {
    return ldap.connect({
      settings: { ...this.settings, url: `ldap://${address.host}:${address.port}`, ...settings },
      secret: connectorPassword,
      resolveAddress: (host) => Promise.resolve(host),
      portalNow: portalNow ?? (() => Promise.resolve(this.now())),
    });
  }

  prepareAccount(account: string): Promise<void> {
    return this.makePeople([account], true);
  }

  makePeople(accounts: readonly string[], mayFail = false): Promise<void> {
    return this.server.modify(accounts.map(person).join(""), mayFail);
  }

  async logIn(account: string, _password: string | null, { mapping }: MappedEntitlement): Promise<LiveAccess> {
    const client = new Client({ url: `ldap://127.0.0.1:${this.server.port}`, timeout: 2_000 });
    await client.bind(personDn(account), personPassword);
    const data = ldapMapping.parse(mapping).groupDn.replace(/,ou=groups,/, ",ou=data,");
    const canRead = async (): Promise<boolean> =>
      (await succeeds(client.search(data, { scope: "base", attributes: ["cn"] }))) && client.isBound;
    return {
      canRead,
      canWrite: () => succeeds(client.modify(data, describe(account))),
      // The log-in is the person's own and stays; what the access gave is what must end.
      isAlive: canRead,
      close: () => client.unbind().catch(() => undefined),
    };
  }

  readonly isEffect = (bytes: Buffer): boolean => modifyRequestIn(bytes) !== null;

  /** busy (51) for the same message: RFC 4511, 4.1.9. */
  readonly tooMuch = (asked: Buffer): Buffer => {
    const number = modifyRequestIn(asked) ?? Buffer.of(0);
    const result = [0x67, 7, 0x0a, 1, 51, 0x04, 0, 0x04, 0];
    return Buffer.of(0x30, 2 + number.length + result.length, 0x02, number.length, ...number, ...result);
  };

  async crash(): Promise<void> {
    await this.server.end();
    await this.server.run();
  }

  stop(): Promise<void> {
    return this.server.remove();
  }
}

/** The number of a modify request anywhere in these bytes: each message is a sequence of its number and its operation. */
function modifyRequestIn(bytes: Buffer): Buffer | null {
  for (let at = 0; at + 5 < bytes.length && bytes[at] === 0x30;) {
    const short = bytes[at + 1] ?? 0;
    const lengthBytes = short < 0x80 ? 0 : short - 0x80;
    const length = lengthBytes === 0 ? short : bytes.readUIntBE(at + 2, lengthBytes);
    const number = at + 2 + lengthBytes;
    const operation = number + 2 + (bytes[number + 1] ?? 0);
    if (bytes[operation] === modifyRequest) return bytes.subarray(number + 2, operation);
    at = number + length;
  }
  return null;
}

function dataDn(name: string): string {
  return `cn=${escapeName(name)},ou=data,${suffix}`;
}

function employeeNumber(account: string): string {
  return createHash("sha256").update(account).digest("hex").slice(0, 20);
}

function person(account: string): string {
  return entry(personDn(account), [
    ["objectClass", "inetOrgPerson"],
    ["uid", account],
    ["cn", "Ada"],
    ["sn", "Lovelace"],
    ["employeeNumber", employeeNumber(account)],
    ["userPassword", personPassword],
  ]);
}

function describe(account: string): Change {
  const values = [`changed by ${employeeNumber(account)}`];
  return new Change({ operation: "replace", modification: new Attribute({ type: "description", values }) });
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}

function handsOn(target: LdapTarget): Hands {
  const { server, memberAttribute } = target;
  const take = (account: string, from: MappedEntitlement): string =>
    modification(ldapMapping.parse(from.mapping).groupDn, "delete", memberAttribute, [target.valueFor(account)]);
  /** The server's own work on its groups comes after its answer: until then they list a name that nobody has. */
  const settled = async (dn: string): Promise<void> => {
    if (memberAttribute !== "member") return;
    const groups = [target.reading, target.writing].map(({ mapping }) => ldapMapping.parse(mapping).groupDn);
    const lists = async (): Promise<boolean> =>
      (await Promise.all(groups.map((group) => server.values(group, memberAttribute)))).flat().includes(dn);
    while (await lists()) await sleep(10);
  };
  const none = (): Promise<never> => Promise.reject(new Error("accounts here are the person's own"));
  return {
    takeAway: (account, from) => server.modify(take(account, from)),
    destroy: (account) =>
      server.modify([target.reading, target.writing].map((one) => take(account, one)).join(""), true),
    widen: none,
    makeForeign: none,
    giveStanding: async (accounts, to) => {
      await target.makePeople(accounts, true);
      const values = accounts.map((account) => target.valueFor(account));
      await server.modify(modification(ldapMapping.parse(to.mapping).groupDn, "add", memberAttribute, values));
    },
    rename: async (account, to) => {
      // As with a uid that is also what groups have for the person.
      const number = [employeeNumber(to)];
      await server.modify(renaming(personDn(account), `uid=${escapeName(to)}`));
      await server.modify(modification(personDn(to), "replace", "employeeNumber", number));
      await settled(personDn(account));
    },
    move: async (account) => {
      await server.modify(renaming(personDn(account), `uid=${escapeName(account)}`, `ou=leavers,${suffix}`));
      await settled(personDn(account));
    },
    delete: async (account) => {
      await server.modify(deletion(personDn(account)));
      await settled(personDn(account));
    },
    exists: async (account) => (await server.values(personDn(account), "uid")).length === 1,
  };
}
