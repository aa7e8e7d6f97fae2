import { EqualityFilter, OrFilter, type Entry } from "ldapts";
import type { DiscoveredEntitlement } from "#core/ports/connector.ts";
import { valuesOf, type DirectoryCall } from "./directory-call.ts";
import type { DirectoryCalls } from "./directory-calls.ts";

const pageSize = 500;
const groupClasses = {
  member: ["groupOfNames", "group"],
  uniqueMember: ["groupOfUniqueNames"],
  memberUid: ["posixGroup"],
} as const;

/** The groups below the configured base that have the configured kind of members. */
export async function* discoverGroups(calls: DirectoryCalls): AsyncGenerator<DiscoveredEntitlement> {
  // A page's cookie is worth nothing on another connection, so one call reads them all (RFC 2696).
  for (const entry of await calls.during(listGroups)) {
    const [description = `Member of the group ${entry.dn}.`] = valuesOf(entry, "description");
    yield { resource: entry.dn, action: "member", mapping: { groupDn: entry.dn }, description };
  }
}

function listGroups(call: DirectoryCall): Promise<Entry[]> {
  const { groupBaseDn, memberAttribute } = call.settings;
  const classes = groupClasses[memberAttribute].map((value) => new EqualityFilter({ attribute: "objectClass", value }));
  const filter = new OrFilter({ filters: classes });
  return call.search(groupBaseDn, { filter, attributes: ["description"], paged: { pageSize } });
}
