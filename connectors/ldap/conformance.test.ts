import { describe, it } from "vitest";
import { describeConformance } from "#connectors/conformance/describe-conformance.ts";
import { LdapTarget } from "./testing/ldap-target.ts";
import { hasSlapd } from "./testing/slapd-server.ts";

if (hasSlapd()) {
  for (const attribute of ["member", "uniqueMember", "memberUid"] as const)
    describeConformance(`OpenLDAP, ${attribute}`, () => LdapTarget.start(attribute, () => new Date()));
} else {
  describe("OpenLDAP: connector conformance", () => {
    it.skip("DID NOT RUN: no slapd here; apt-get install --no-install-recommends slapd ldap-utils");
  });
}
