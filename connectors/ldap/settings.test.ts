import { describe, expect, it } from "vitest";
import { instantOf } from "./directory-clock.ts";
import { ldap } from "./ldap.ts";
import { serverOf } from "./settings.ts";

const settings = {
  url: "ldaps://directory.example.test",
  bindDn: "cn=lapse,ou=services,dc=example,dc=test",
  userBaseDn: "ou=people,dc=example,dc=test",
  groupBaseDn: "ou=groups,dc=example,dc=test",
  fenceAttribute: "businessCategory",
};

describe("settings", () => {
  it("ask for encryption and find people by mail unless told otherwise", () => {
    expect(ldap.checkSettings(settings)).toMatchObject({
      ok: true,
      value: { startTls: true, accountAttribute: "mail", memberAttribute: "member" },
    });
  });

  it.each([
    { url: "http://directory.example.test" },
    { url: "ldap://" },
    { url: "ldap://directory.example.test/dc=example" },
    { url: "ldap://someone@directory.example.test" },
    { url: "ldap://directory.example.test:0" },
    { url: "ldap://directory.example.test:65536" },
    { bindDn: "" },
    { bindDn: "lapse" },
    { userBaseDn: "" },
    { groupBaseDn: "" },
    { userFilter: "" },
    { userFilter: "objectClass=person" },
    { userFilter: "(objectClass=person)(uid=*)" },
    { userFilter: "(objectClass=person))(|(uid=*)" },
    { accountAttribute: "mail)(uid=*" },
    { memberAttribute: "memberOf" },
    { memberAttribute: "memberUid", placeholderMember: "cn=nobody,dc=example,dc=test" },
    { placeholderMember: "CN=lapse, ou=services,dc=example,dc=test" },
    { operationTimeoutMs: 60_000 },
    { fenceAttribute: undefined },
    { fenceAttribute: "" },
    { password: "fake" },
  ])("%j is refused", (change) => {
    expect(ldap.checkSettings({ ...settings, ...change }).ok).toBe(false);
  });

  it.each(["(&(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))", String.raw`(cn=a\29b)`])(
    "the filter %s is accepted",
    (userFilter) => {
      expect(ldap.checkSettings({ ...settings, userFilter }).ok).toBe(true);
    },
  );

  it("a URL says where and how", () => {
    expect(serverOf("ldaps://directory.example.test")).toMatchObject({ port: 636, secure: true });
    expect(serverOf("LDAP://directory.example.test/")).toMatchObject({ port: 389, secure: false });
    expect(serverOf("ldap://[2001:db8::1]:3389")).toEqual({ host: "2001:db8::1", port: 3389, secure: false });
  });
});

describe("mapping", () => {
  it.each(["", "orders", "cn", ["cn=orders"], null])("the group %j is refused", (groupDn) => {
    expect(ldap.checkMapping({ groupDn }).ok).toBe(false);
  });
});

describe("the directory's time", () => {
  it("is read to its middle where it tells seconds only", () => {
    expect(new Date(instantOf("20261122070053Z"))).toEqual(new Date("2026-11-22T07:00:53.500Z"));
    expect(new Date(instantOf("20261122070053.0Z"))).toEqual(new Date("2026-11-22T07:00:53.500Z"));
    expect(new Date(instantOf("20261122070053.25Z"))).toEqual(new Date("2026-11-22T07:00:53.250Z"));
  });

  it.each(["", "now", "20261122", "20261122070053+0100"])("%j is refused", (text) => {
    expect(() => instantOf(text)).toThrow();
  });
});
