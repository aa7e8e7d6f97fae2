import { Attribute, Change, Client, EqualityFilter } from "ldapts";
import { LdapTarget, groupDn, personDn } from "#connectors/ldap/testing/ldap-target.ts";
import { entry, modification } from "#connectors/ldap/testing/ldif.ts";
import { connectorDn, connectorPassword, placeholderDn, suffix } from "#connectors/ldap/testing/slapd-server.ts";
import type { BareCalls, RevokeTarget, Seeded } from "./revoke-target.ts";

const groups = Array.from({ length: 50 }, (_, n) => `bench_${n}`);
const chunk = 1_000;

/** A real slapd whose groups the accounts are members of. */
export const startLdapTarget = async (): Promise<RevokeTarget> => {
  const target = await LdapTarget.start("member", () => new Date());
  for (const name of groups) await target.makeGroup(name);
  return {
    kind: "ldap",
    name: "ldap",
    settings: { ...target.settings, operationTimeoutMs: 5_000 },
    secret: connectorPassword,
    entitlements: groups.map((name) => ({
      resource: groupDn(name),
      action: "member",
      mapping: { groupDn: groupDn(name) },
    })),
    accountOf: (run, n) => `${run}${n}`,
    fill: async (all) => {
      for (let at = 0; at < all.length; at += chunk) {
        const some = all.slice(at, at + chunk);
        await target.server.modify(some.map(person).join("") + joins(some));
      }
    },
    bareCalls: (lanes) => bareCalls(target.server.port, lanes),
    left: () => countMembers(target.server.port),
    stop: () => target.stop(),
  };
};

const person = ({ account }: Seeded): string =>
  entry(personDn(account), [
    ["objectClass", "inetOrgPerson"],
    ["uid", account],
    ["cn", account],
    ["sn", account],
  ]);

const joins = (some: readonly Seeded[]): string =>
  groups
    .map((name, n) => [name, some.filter(({ entitlement }) => entitlement === n)] as const)
    .filter(([, members]) => members.length > 0)
    .map(([name, members]) =>
      modification(
        groupDn(name),
        "add",
        "member",
        members.map((one) => personDn(one.account)),
      ),
    )
    .join("");

const countMembers = async (port: number): Promise<number> => {
  const client = new Client({ url: `ldap://127.0.0.1:${port}` });
  await client.bind(connectorDn, connectorPassword);
  const { searchEntries } = await client.search(`ou=groups,${suffix}`, {
    filter: "(cn=bench_*)",
    attributes: ["member"],
  });
  await client.unbind();
  return searchEntries.flatMap(({ member = [] }) => member).filter((dn) => dn !== placeholderDn).length;
};

/** One bound connection for each lane. */
const bareCalls = async (port: number, lanes: number): Promise<BareCalls> => {
  const free = Array.from({ length: lanes }, () => new Client({ url: `ldap://127.0.0.1:${port}` }));
  for (const client of free) await client.bind(connectorDn, connectorPassword);
  const using = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
    const client = free.pop();
    if (!client) throw new Error("more at once than lanes");
    return work(client).finally(() => free.push(client));
  };
  const dnOf = async (client: Client, account: string): Promise<string> => {
    const filter = new EqualityFilter({ attribute: "uid", value: account });
    const { searchEntries } = await client.search(`ou=people,${suffix}`, { filter, attributes: ["uid"] });
    return searchEntries[0]?.dn ?? "";
  };
  return {
    remove: ({ account, entitlement }) =>
      using(async (client) => {
        const values = [await dnOf(client, account)];
        const change = new Change({ operation: "delete", modification: new Attribute({ type: "member", values }) });
        await client.modify(groupDn(groups[entitlement] ?? ""), [change]);
      }),
    isGone: ({ account, entitlement }) =>
      using(async (client) => {
        const dn = await dnOf(client, account);
        return !(await client.compare(groupDn(groups[entitlement] ?? ""), "member", dn));
      }),
    close: async () => {
      await Promise.all(free.map((client) => client.unbind()));
    },
  };
};
