import { FilterParser } from "ldapts";
import { z } from "zod";
import { isSameName, parseName } from "./distinguished-name.ts";

const url = /^(ldaps?):\/\/(\[[0-9a-f:.]+\]|[\p{L}\p{N}._-]{1,253})(?::(\d{1,5}))?\/?$/iu;
const name = z
  .string()
  .max(2_000)
  .refine((text) => parseName(text) !== null, "a distinguished name");
const attribute = z
  .string()
  .max(100)
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, "the name of an attribute");

/** What an administrator configures for one directory. The password of `bindDn` is the target's secret. */
export const ldapSettings = z
  .strictObject({
    /** One writable server. Not a name that stands for several: a replica that lags behind would be read back instead. */
    url: z.string().refine((text) => serverOf(text) !== null, "ldaps://host or ldap://host, with a port if need be"),
    /** For ldap://. Without it the password and everything else cross the network in clear text. */
    startTls: z.boolean().default(true),
    /** PEM of the authority that signed the server's certificate; else those the machine trusts. */
    ca: z.string().max(100_000).optional(),
    bindDn: name,
    userBaseDn: name,
    userFilter: z.string().max(2_000).refine(isFilter, "an LDAP filter").default("(objectClass=person)"),
    /** By which a person's entry is found. It must name one entry for ever: addresses that are given to others do not. */
    accountAttribute: attribute.default("mail"),
    groupBaseDn: name,
    memberAttribute: z.enum(["member", "uniqueMember", "memberUid"]).default("member"),
    /** With memberUid: the attribute of a person's entry whose value is put into the group. */
    memberUidAttribute: attribute.default("uid"),
    /** Stands in for the last member where the schema wants one (groupOfNames). A name that nobody can log in with. */
    placeholderMember: name.optional(),
    /**
     * An attribute of the groups that nothing else uses and the connector may write (businessCategory; in Active Directory
     * info). With it, an addition that was held up takes no effect once a later removal was answered. Null: only time-outs
     * guard against that. There is no default: the choice is the directory's administrator's.
     */
    fenceAttribute: attribute.nullable(),
    operationTimeoutMs: z.int().min(500).max(5_000).default(4_000),
  })
  .refine(
    ({ memberAttribute, placeholderMember }) => memberAttribute !== "memberUid" || placeholderMember === undefined,
    "a group of memberUid may be empty and needs no placeholder",
  )
  .refine(
    ({ bindDn, placeholderMember }) => placeholderMember === undefined || !isSameName(bindDn, placeholderMember),
    "the connector's own login cannot be the placeholder",
  );

export type LdapSettings = z.infer<typeof ldapSettings>;

/** What an entitlement is in a directory: membership in one group. */
export const ldapMapping = z.strictObject({ groupDn: name });

export interface Server {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
}

/** Where a URL leads, or null where it says anything else than that. */
export function serverOf(text: string): Server | null {
  const [, scheme = "", host = "", port] = url.exec(text) ?? [];
  const secure = scheme.toLowerCase() === "ldaps";
  const number = port === undefined ? (secure ? 636 : 389) : Number(port);
  return host === "" || number < 1 || number > 65_535
    ? null
    : { host: host.replace(/^\[|\]$/g, ""), port: number, secure };
}

function isFilter(text: string): boolean {
  try {
    // What is parsed must be all of it: "(a=b)(c=d)" is two filters, of which a careless reader takes one.
    return text.startsWith("(") && closesAtItsEnd(text) && FilterParser.parseString(text).toString() !== "";
  } catch {
    return false;
  }
}

function closesAtItsEnd(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.charAt(at) === "\\") at += 1;
    else if (text.charAt(at) === "(") depth += 1;
    else if (text.charAt(at) === ")" && --depth === 0) return at === text.length - 1;
  }
  return false;
}
