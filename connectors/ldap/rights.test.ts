import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listed } from "#connectors/conformance/listed.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access } from "#core/ports/connector.ts";
import { LdapTarget, personDn } from "./testing/ldap-target.ts";
import { hasSlapd, setUpRules } from "./testing/slapd-server.ts";

const account = "ada@example.test";

/** What an administrator may get wrong: rules under which the connector sees less than it should. */
describe.runIf(hasSlapd()).each([
  ["may compare members and not read them", "compare"],
  ["may not even compare members", "none"],
])("a connector that %s", (_name, right) => {
  let target: LdapTarget;
  beforeAll(async () => {
    const rules = setUpRules().replace(/(attrs=member,[^\n]*\n[^\n]*) write/, `$1 ${right}`);
    expect(rules).not.toBe(setUpRules());
    target = await LdapTarget.start("member", () => new Date(), rules);
    await target.makePeople([account]);
    await target.hands.giveStanding(["bob@example.test"], target.reading);
  });
  afterAll(() => target.stop());

  const access = (): Access => ({
    portalId: "prt_first",
    holdingId: "hld_rights" as HoldingId,
    account,
    entitlement: target.reading,
    fence: 1,
  });

  it("never takes what it cannot see for absent", async () => {
    const connector = target.connect();
    await expect(listed(connector.holders(target.reading))).rejects.toThrow();
    await expect(connector.apply(access(), new Date(target.now().getTime() + 60_000))).rejects.toThrow();
    await target.hands.giveStanding([account], target.writing);
    const held = { ...access(), entitlement: target.writing };
    if (right === "compare") expect((await connector.observe(held)).state).toBe("present");
    else await expect(connector.observe(held)).rejects.toThrow();
    await expect(connector.remove(held)).rejects.toThrow();
    expect(await target.server.values(personDn(account), "memberOf")).toHaveLength(1);
    await connector.close();
  });
});

if (!hasSlapd()) it.skip("DID NOT RUN: no slapd here; apt-get install --no-install-recommends slapd ldap-utils");
