import type { Connector, ConnectorKind, TargetConnection } from "#core/ports/connector.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { ZodType } from "zod";
import { accountName } from "./account-name.ts";
import { addMember } from "./add-member.ts";
import { callTimeoutMs, DirectoryCalls } from "./directory-calls.ts";
import { DirectoryClock } from "./directory-clock.ts";
import { DirectoryStateError } from "./directory-error.ts";
import { discoverGroups } from "./discover-groups.ts";
import { parseName } from "./distinguished-name.ts";
import { expelMember } from "./expel-member.ts";
import { fenced } from "./fence.ts";
import { listHolders } from "./list-holders.ts";
import { heldAs, isMember, type Membership, membershipOf } from "./membership.ts";
import { removeAccount } from "./remove-member.ts";
import { ldapMapping, ldapSettings } from "./settings.ts";

/** Groups of an LDAP directory: the holder's own entry joins one and leaves it. */
export const ldap: ConnectorKind = {
  kind: "ldap",
  title: "LDAP groups",
  accounts: "membership",
  residualBound: {
    ms: 36_000_000,
    why:
      "The directory forgets the membership at once, but it does not know who has read it: sessions that are open stay " +
      "open, and clients believe what they read for as long as they keep it (commonly up to 90 minutes in SSSD, and 10 " +
      "hours in a Kerberos ticket, which is the figure here). A directory holds no deadline: if the portal is destroyed, " +
      "access stays until somebody takes it away.",
  },
  callTimeoutMs,
  // A directory does not know who has read it, nor what they do with what they read.
  tells: [],
  checkSettings: (settings) => checked(ldapSettings, settings),
  checkMapping: (mapping) => checked(ldapMapping, mapping),
  accessKey: (mapping) => JSON.stringify(parseName(ldapMapping.parse(mapping).groupDn)),
  accountFor: accountName,
  connect: connectLdap,
};

function connectLdap(connection: TargetConnection): Connector {
  const settings = ldapSettings.parse(connection.settings);
  const calls = new DirectoryCalls(connection, settings);
  const clock = new DirectoryClock();
  return {
    overtakes: settings.fenceAttribute !== null,
    discover: () => discoverGroups(calls),
    holders: (entitlement) => listHolders(calls, entitlement),
    close: () => calls.close(),
    apply: (access, until) =>
      fenced(access, async (overtaken) => {
        await calls.during(async (call) => {
          // The directory would keep a membership that is already over. Whatever the answer takes is of the call's own time.
          if (until <= (await call.portalNow())) throw new DirectoryStateError("The deadline has passed");
          await addMember(call, await membershipOf(call, access));
        }, overtaken);
        return { until: null };
      }),
    remove: (access) =>
      fenced(access, async (overtaken) => {
        await calls.during((call) => removeAccount(call, access), overtaken);
        return { quarantined: [] };
      }),
    expel: (access) => calls.during((call) => expelMember(call, access)),
    observe: (access) =>
      calls.during(async (call) => {
        const clockOffsetMs = await clock.offsetMs(call);
        const { id: accountId, own, former } = await heldAs(call, access);
        const isIn = async (all: readonly Membership[]): Promise<boolean> =>
          (await Promise.all(all.map((one) => isMember(call, one)))).includes(true);
        const state = (await isIn(own)) ? "present" : (await isIn(former)) ? "partial" : "absent";
        const listedAs = own[0]?.value ?? null;
        return { state, until: null, liveSessions: [], clockOffsetMs, accountId, listedAs };
      }),
  };
}

function checked(schema: ZodType<Record<string, unknown>>, value: unknown): Result<Record<string, unknown>, string> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return ok(data);
  return refuse(error.issues.map(({ path, message }) => `${path.join(".") || "value"}: ${message}`).join("; "));
}
