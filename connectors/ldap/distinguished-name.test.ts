import { describe, expect, it } from "vitest";
import { isBelow, isSameName, parseName } from "./distinguished-name.ts";

const groups = "ou=groups,dc=example,dc=test";

describe("distinguished names", () => {
  it.each([
    ["CN=Ops,OU=Groups,DC=Example,DC=Test", "cn=ops,ou=groups,dc=example,dc=test"],
    [String.raw`cn=a\,b,${groups}`, String.raw`cn=a\2Cb,${groups}`],
    [String.raw`cn=\e5\90\8d,${groups}`, `cn=名,${groups}`],
    ["cn = ops , ou=groups,dc=example, dc=test", `cn=ops,${groups}`],
    [`cn=a+sn=b,${groups}`, `sn=b+cn=a,${groups}`],
    [String.raw`cn=a\  b,${groups}`, `cn=a b,${groups}`],
  ])("%s and %s are the same", (one, other) => {
    expect(isSameName(one, other)).toBe(true);
  });

  it.each([
    [`cn=a,${groups}`, `cn=b,${groups}`],
    [String.raw`cn=a\,ou=groups,dc=example,dc=test`, `cn=a,${groups}`],
    [String.raw`cn=\ff,${groups}`, String.raw`cn=\fe,${groups}`],
    ["", ""],
    ["no name", "no name"],
  ])("%s and %s are not", (one, other) => {
    expect(isSameName(one, other)).toBe(false);
  });

  it.each(["", "  ", "cn", "=x", "cn=a,,dc=b", "cn=a;dc=b", 'cn="a"', "cn=a,", "cn=<a>", "cn=a\\", "cn=a\0"])(
    "%j is no name",
    (text) => {
      expect(parseName(text)).toBeNull();
    },
  );

  it("one value is not taken for two, nor two for one", () => {
    expect(isSameName(String.raw`cn=a\+sn=b,${groups}`, `cn=a+sn=b,${groups}`)).toBe(false);
    expect(isSameName(String.raw`cn=a\",\"sn=b,${groups}`, `cn=a+sn=b,${groups}`)).toBe(false);
  });

  it("however many were asked about before, each is told for what it is", () => {
    const names = Array.from({ length: 2_500 }, (_, n) => `cn=${n % 1_250},${n < 1_250 ? groups : "dc=elsewhere"}`);
    expect(names.filter((name) => isBelow(name, groups))).toEqual(names.slice(0, 1_250));
    expect(names.filter((name) => isSameName(name, `CN=7,${groups}`))).toEqual([`cn=7,${groups}`]);
  });

  it("below a base lies what ends with it, name by name, and not the base itself", () => {
    expect(isBelow(`cn=ops,${groups}`, "OU=Groups,dc=example,dc=test")).toBe(true);
    expect(isBelow(`cn=ops,ou=inner,${groups}`, groups)).toBe(true);
    expect(isBelow(groups, groups)).toBe(false);
    expect(isBelow("cn=ops,ou=people,dc=example,dc=test", groups)).toBe(false);
    expect(isBelow(String.raw`cn=ops\,ou=groups,dc=example,dc=test`, groups)).toBe(false);
    expect(isBelow("cn=ops,ou=other groups,dc=example,dc=test", groups)).toBe(false);
  });
});
