import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { FaultProxy } from "#connectors/conformance/fault-proxy.ts";
import { listed } from "#connectors/conformance/listed.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access, Connector, MappedEntitlement } from "#core/ports/connector.ts";
import { DirectoryCalls } from "./directory-calls.ts";
import { ldap } from "./ldap.ts";
import { isMember, membershipOf } from "./membership.ts";
import { removeMember } from "./remove-member.ts";
import { ldapSettings } from "./settings.ts";
import { LdapTarget, entitlement, groupDn, personDn } from "./testing/ldap-target.ts";
import { entry, line, modification } from "./testing/ldif.ts";
import { connectorPassword, hasSlapd, placeholderDn, suffix } from "./testing/slapd-server.ts";

describe.runIf(hasSlapd())("a directory", () => {
  let target: LdapTarget;
  let connector: Connector;

  beforeAll(async () => {
    target = await LdapTarget.start("member", () => new Date());
    connector = target.connect();
  });
  afterAll(async () => {
    await connector.close();
    await target.stop();
  });

  const until = (): Date => new Date(target.now().getTime() + 60_000);
  const members = (name: string): Promise<string[]> => target.server.values(groupDn(name), "member");
  const holders = async (of: MappedEntitlement): Promise<string[]> =>
    (await listed(connector.holders(of))).map(({ account }) => account);

  async function person(account = `ada+${randomUUID()}@example.test`): Promise<string> {
    await target.makePeople([account], true);
    return account;
  }

  function everyCall(to: Connector, access: Access): (() => Promise<unknown>)[] {
    return [() => to.apply(access, until()), () => to.remove(access), () => to.observe(access)];
  }

  function accessOf(account: string, to: MappedEntitlement, fence = 1): Access {
    const holdingId = `hld_${randomUUID()}` as HoldingId;
    return { portalId: "prt_first", holdingId, account, entitlement: to, fence };
  }

  it("what was applied is what another client reads", async () => {
    const account = await person();
    const access = accessOf(account, target.reading);
    await connector.apply(access, until());
    expect(await members("orders_read")).toContain(personDn(account));
    expect(await target.server.values(personDn(account), "memberOf")).toHaveLength(1);
    await connector.remove(access);
    expect(await target.server.values(personDn(account), "memberOf")).toEqual([]);
  });

  it("the last member gives way to the placeholder, which holds nothing", async () => {
    const account = await person();
    await target.makeGroup("last", [personDn(account)]);
    const access = accessOf(account, entitlement("last"));
    expect((await connector.observe(access)).state).toBe("present");
    await connector.remove(access);
    expect(await members("last")).toEqual([placeholderDn]);
    expect(await holders(entitlement("last"))).toEqual([]);
    await connector.remove(access);
    expect(await members("last")).toEqual([placeholderDn]);
  });

  it("two last members who leave at once are both gone", async () => {
    const [ada, bob] = [await person(), await person()];
    await target.makeGroup("both", [personDn(ada), personDn(bob)]);
    await Promise.all([ada, bob].map((one) => connector.remove(accessOf(one, entitlement("both")))));
    expect(await members("both")).toEqual([placeholderDn]);
  });

  it("without a placeholder the last member stays, and the removal says why", async () => {
    const account = await person();
    await target.makeGroup("stuck", [personDn(account)]);
    const plain = target.connect({}, { placeholderMember: undefined });
    const access = accessOf(account, entitlement("stuck"));
    await expect(plain.remove(access)).rejects.toThrow("placeholderMember");
    expect((await plain.observe(access)).state).toBe("present");
    await plain.close();
  });

  it("an account that names two entries, or an entry with two accounts, gets nothing", async () => {
    const [mail, other] = [`twin+${randomUUID()}@example.test`, `second+${randomUUID()}@example.test`];
    const [one, two] = [await person(), await person()];
    await target.server.modify(modification(personDn(one), "add", "mail", [mail]));
    const byMail = target.connect({}, { accountAttribute: "mail" });
    const access = accessOf(mail, target.reading);
    await byMail.apply(access, until());
    expect((await byMail.observe(access)).state).toBe("present");
    await target.server.modify(modification(personDn(one), "add", "mail", [other]));
    await expect(byMail.observe(access)).rejects.toThrow("must have one mail");
    await target.server.modify(modification(personDn(one), "delete", "mail", [other]));
    await target.server.modify(modification(personDn(two), "add", "mail", [mail]));
    for (const call of everyCall(byMail, access)) await expect(call()).rejects.toThrow("2 entries");
    await byMail.close();
  });

  it.each(["*", "ada*", "*)(uid=*", "\\2a", "", "ada)(|(uid=*"])("the account %j names nobody", async (account) => {
    await person("ada");
    const access = accessOf(account, target.reading);
    await expect(connector.apply(access, until())).rejects.toThrow("0 entries");
    await expect(connector.observe(access)).rejects.toThrow("0 entries");
  });

  it("only people below the configured base, of the configured kind, get access", async () => {
    const account = `robot+${randomUUID()}`;
    await target.server.modify(
      entry(`uid=robot,ou=people,${suffix}`, [
        ["objectClass", "account"],
        ["uid", account],
        ["uid", "robot"],
      ]),
    );
    await expect(connector.apply(accessOf(account, target.reading), until())).rejects.toThrow("0 entries");
    await expect(connector.apply(accessOf("lapse", target.reading), until())).rejects.toThrow("0 entries");
  });

  it("a group outside the configured base is refused, whatever the directory would allow", async () => {
    const account = await person();
    const inner = target.connect({}, { groupBaseDn: `ou=inner,ou=groups,${suffix}` });
    const access = accessOf(account, target.reading);
    for (const call of everyCall(inner, access)) await expect(call()).rejects.toThrow("does not lie below");
    await expect(listed(inner.holders(target.reading))).rejects.toThrow("does not lie below");
    await inner.close();
  });

  it("groups within the group, services and entries that are gone are listed as what they are", async () => {
    const account = await person();
    const gone = `uid=gone,ou=people,${suffix}`;
    await target.server.modify(
      entry(`cn=backup,ou=groups,${suffix}`, [
        ["objectClass", "inetOrgPerson"],
        ["cn", "backup"],
        ["sn", "backup"],
        // It calls itself like a person, from outside of where people are.
        ["uid", account],
      ]),
    );
    const others = [groupDn("orders_write"), `cn=backup,ou=groups,${suffix}`, gone];
    await target.makeGroup("mixed", [personDn(account), ...others]);
    expect((await holders(entitlement("mixed"))).sort()).toEqual([account, ...others].sort());
  });

  it("a part of the tree that is kept elsewhere makes the answer unknown", async () => {
    const account = await person();
    const elsewhere = `ou=elsewhere,ou=people,${suffix}`;
    await target.server.modify(
      entry(elsewhere, [
        ["objectClass", "referral"],
        ["objectClass", "extensibleObject"],
        ["ou", "elsewhere"],
        ["ref", `ldap://other.example.test/${elsewhere}`],
      ]),
    );
    await expect(connector.observe(accessOf(account, target.reading))).rejects.toThrow("on another server");
    await target.server.modify(`${line("dn", elsewhere)}control: 2.16.840.1.113730.3.4.2\nchangetype: delete\n`);
  });

  it("a wrong password and an empty one are refused", async () => {
    const account = await person();
    for (const [secret, told] of [
      ["fake-wrong-password", "InvalidCredentials"],
      ["", "no password"],
    ] as const) {
      const wrong = ldap.connect({
        settings: target.settings,
        secret,
        resolveAddress: (host) => Promise.resolve(host),
        portalNow: () => Promise.resolve(target.now()),
      });
      await expect(wrong.observe(accessOf(account, target.reading))).rejects.toThrow(told);
      await wrong.close();
    }
  });

  describe("a call that was held up", () => {
    /** What another replica would do: nothing in this process knows of it. */
    async function removedByAnotherProcess(access: Access): Promise<void> {
      const calls = new DirectoryCalls(
        {
          settings: target.settings,
          secret: connectorPassword,
          resolveAddress: (host) => Promise.resolve(host),
          portalNow: () => Promise.resolve(target.now()),
        },
        ldapSettings.parse(target.settings),
      );
      await calls.during(async (call) => {
        const membership = await membershipOf(call, access);
        await removeMember(call, membership);
        expect(await isMember(call, membership)).toBe(false);
      });
      await calls.close();
    }

    async function heldApply(settings: Record<string, unknown>): Promise<string[]> {
      const access = accessOf(await person(), target.reading);
      const proxy = await FaultProxy.before(target.address);
      const slow = target.connect({ address: proxy.address }, { operationTimeoutMs: 5_000, ...settings });
      const reached = new Promise<void>((resolve) => {
        const isEffect = (bytes: Buffer): boolean => {
          if (target.isEffect(bytes)) resolve();
          return target.isEffect(bytes);
        };
        proxy.fault = { kind: "hold", isEffect };
      });
      const outcome = slow.apply(access, until()).then(
        () => "took effect",
        (error: unknown) => String(error),
      );
      await reached;
      await removedByAnotherProcess(access);
      await sleep(1_100);
      proxy.release();
      const told = await outcome;
      const { state } = await connector.observe(access);
      await connector.remove(access);
      await slow.close();
      await proxy.close();
      return [told, state];
    }

    it("takes no effect once another process has removed the access, though there was nothing to remove", async () => {
      const [told, state] = await heldApply({});
      expect(told).toContain("changed while the call was held up");
      expect(state).toBe("absent");
    });

    it("takes effect where the group has no fence: there only its time-out ends it", async () => {
      expect(await heldApply({ fenceAttribute: null })).toEqual(["took effect", "present"]);
    });

    it("a fence that cannot be written gives nothing", async () => {
      const access = accessOf(await person(), target.reading);
      const other = target.connect({}, { fenceAttribute: "description" });
      await expect(other.apply(access, until())).rejects.toThrow("cannot write description");
      expect((await connector.observe(access)).state).toBe("absent");
      await other.close();
    });
  });

  it("an addition for which the portal's own clock answers late is not made", async () => {
    const access = accessOf(await person(), target.reading);
    const real = performance.now.bind(performance);
    const time = vi.spyOn(performance, "now");
    const portalNow = (): Promise<Date> => {
      time.mockImplementation(() => real() + 11_000);
      return Promise.resolve(target.now());
    };
    const late = target.connect({ portalNow });
    await expect(late.apply(access, until())).rejects.toThrow("sends nothing more");
    time.mockRestore();
    expect((await connector.observe(access)).state).toBe("absent");
    await late.close();
  });

  it("calls that follow each other share one connection, and a call that failed leaves none to the next", async () => {
    let opened = 0;
    const calls = new DirectoryCalls(
      {
        settings: {},
        secret: connectorPassword,
        resolveAddress: (host) => {
          opened += 1;
          return Promise.resolve(host);
        },
        portalNow: () => Promise.resolve(target.now()),
      },
      ldapSettings.parse(target.settings),
    );
    const read = (dn: string): Promise<unknown> => calls.during((call) => call.search(dn, { scope: "base" }));
    for (let round = 0; round < 3; round++) await read(groupDn("orders_read"));
    expect(opened).toBe(1);
    await expect(read("cn=missing,dc=nowhere")).rejects.toThrow("NoSuchObject");
    await read(groupDn("orders_read"));
    expect(opened).toBe(2);
    await calls.close();
    await expect(read(groupDn("orders_read"))).rejects.toThrow("closed");
  });

  it("the connector may change nobody but members", async () => {
    const rights = target.connect({}, { memberAttribute: "uniqueMember" });
    await expect(rights.apply(accessOf(await person(), target.reading), until())).rejects.toThrow();
    await rights.close();
  });
});

if (!hasSlapd()) it.skip("DID NOT RUN: no slapd here; apt-get install --no-install-recommends slapd ldap-utils");
