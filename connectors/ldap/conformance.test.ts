import { describe, it } from "vitest";
import { describeConformance } from "#connectors/conformance/describe-conformance.ts";
import { isFull } from "#core/testing/is-full.ts";
import { LdapTarget } from "./testing/ldap-target.ts";
import { hasSlapd } from "./testing/slapd-server.ts";

if (hasSlapd()) {
  for (const attribute of ["member", "uniqueMember", "memberUid"] as const) {
    const start = () => LdapTarget.start(attribute, () => new Date());
    describeConformance(`OpenLDAP, ${attribute}`, start, { faults: isFull || attribute === "member" });
  }
} else {
  describe("OpenLDAP: connector conformance", () => {
    it.skip("DID NOT RUN: no slapd here; apt-get install --no-install-recommends slapd ldap-utils");
  });
}
