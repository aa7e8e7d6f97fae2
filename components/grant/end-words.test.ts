import { expect, test } from "vitest";
import type { ShownGrant } from "./shown-grant.ts";
import { endWords } from "./end-words.ts";

const at = (kind: string) => ({ entitlement: { target: { kind } } as ShownGrant["entitlement"] });

test("nobody is told that a login of their own will be dropped", () => {
  expect(endWords(at("postgresql"))).toBe("sessions end and the login is dropped");
  expect(endWords(at("ldap"))).toBe("the access is taken away");
  expect(endWords(at("postgresql"), at("http"))).toBe("the access is taken away");
});
