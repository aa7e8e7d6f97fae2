import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listed } from "#connectors/conformance/listed.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access, Connector } from "#core/ports/connector.ts";
import { groupDn, LdapTarget, personDn } from "./testing/ldap-target.ts";
import { modification } from "./testing/ldif.ts";
import { hasSlapd, placeholderDn, setUpRules, suffix } from "./testing/slapd-server.ts";

const until = (): Date => new Date(performance.timeOrigin + performance.now() + 60_000);
/** On a machine that has much to do. */
const unhurried = { operationTimeoutMs: 5_000 };
const everywhere = `access to dn.subtree="${suffix}" attrs=entry,entryUUID,ref`;

async function person(target: LdapTarget): Promise<string> {
  const account = `ada+${randomUUID()}`;
  await target.makePeople([account]);
  return account;
}

/** As the core has it once it has looked. */
async function known(connector: Connector, target: LdapTarget, account: string): Promise<Access> {
  const holdingId = `hld_${randomUUID()}` as HoldingId;
  const access: Access = { portalId: "prt_first", holdingId, account, entitlement: target.reading, fence: 1 };
  const { accountId = null, listedAs = null } = await connector.observe(access);
  return { ...access, accountId, listedAs };
}

/** Groups that keep the name of a member who has another one by now, or is gone: plain OpenLDAP. */
describe.runIf(hasSlapd())("a directory that leaves its groups as they are", () => {
  let target: LdapTarget;
  let connector: Connector;
  beforeAll(async () => {
    target = await LdapTarget.start("uniqueMember", () => new Date());
    connector = target.connect({}, unhurried);
  });
  afterAll(async () => {
    await connector.close();
    await target.stop();
  });
  const members = (): Promise<string[]> => target.server.values(groupDn("orders_read"), "uniqueMember");

  async function member(): Promise<Access> {
    const access = await known(connector, target, await person(target));
    await connector.apply(access, until());
    return access;
  }

  it("loses the name that was given, whether its entry was renamed, moved or deleted", async () => {
    const { hands } = target;
    for (const change of [
      ({ account }: Access) => hands.rename?.(account, `other+${randomUUID()}`),
      ({ account }: Access) => hands.move?.(account),
      ({ account }: Access) => hands.delete?.(account),
    ]) {
      const access = await member();
      await change(access);
      expect((await connector.observe(access)).state).toBe("partial");
      await connector.remove(access);
      expect((await connector.observe(access)).state).toBe("absent");
      expect(await members()).toEqual([placeholderDn]);
    }
  });

  it("never loses a name that is another entry's by now: it is theirs, and a comparison lists them", async () => {
    const access = await member();
    await target.hands.rename?.(access.account, `other+${randomUUID()}`);
    await target.makePeople([access.account]);
    await connector.remove(access);
    expect((await connector.observe(access)).state).toBe("absent");
    const [found] = (await listed(connector.holders(target.reading))).filter(
      ({ account }) => account === access.account,
    );
    expect(found?.accountId).toEqual(expect.any(String));
    expect(found?.accountId).not.toBe(access.accountId);
  });

  it("gets nothing under a name that it got after it was looked at", async () => {
    const access = await known(connector, target, await person(target));
    const to = `other+${randomUUID()}`;
    await target.hands.rename?.(access.account, to);
    await expect(connector.apply(access, until())).rejects.toThrow("was renamed");
    expect(await members()).not.toContain(personDn(to));
  });

  it("finds by its id an entry whose login alone was changed, and by the login nobody", async () => {
    const byMail = target.connect({}, { ...unhurried, accountAttribute: "mail" });
    const account = await person(target);
    await target.server.modify(modification(personDn(account), "add", "mail", [`${account}@example.test`]));
    const access = await known(byMail, target, `${account}@example.test`);
    await byMail.apply(access, until());
    await target.server.modify(modification(personDn(account), "replace", "mail", [`second+${account}@example.test`]));
    await expect(byMail.remove({ ...access, accountId: null })).rejects.toThrow("0 entries");
    expect((await byMail.observe(access)).state).toBe("present");
    await byMail.remove(access);
    expect(await members()).not.toContain(personDn(account));
    await byMail.close();
  });
});

describe.runIf(hasSlapd()).each([
  ["nowhere", everywhere.replace(",entryUUID", "")],
  ["only where people are", everywhere.replace(suffix, `ou=people,${suffix}`)],
])("a connector that may read what entries are for ever %s", (where, rule) => {
  let target: LdapTarget;
  let connector: Connector;
  beforeAll(async () => {
    const rules = setUpRules().replace(everywhere, rule);
    expect(rules).not.toBe(setUpRules());
    target = await LdapTarget.start("member", () => new Date(), rules);
    connector = target.connect({}, unhurried);
  });
  afterAll(async () => {
    await connector.close();
    await target.stop();
  });

  it("never takes an entry that it cannot see for one that is gone", async () => {
    const account = await person(target);
    const access = await known(connector, target, account);
    expect(access.accountId !== null).toBe(where !== "nowhere");
    await connector.apply(access, until());
    expect((await connector.observe(access)).state).toBe("present");
    await target.hands.move?.(account);
    await expect(connector.observe(access)).rejects.toThrow(where === "nowhere" ? "0 entries" : "every entryUUID");
    await expect(connector.remove(access)).rejects.toThrow();
  });
});

if (!hasSlapd()) it.skip("DID NOT RUN: no slapd here; apt-get install --no-install-recommends slapd ldap-utils");
