import {
  NoSuchAttributeError,
  NoSuchObjectError,
  UnknownStatusCodeError,
  UnwillingToPerformError,
  type Change,
  type Entry,
} from "ldapts";
import { describe, expect, it } from "vitest";
import { addMember } from "./add-member.ts";
import type { DirectoryCall } from "./directory-call.ts";
import { findAccount } from "./find-account.ts";
import { listMembers } from "./list-members.ts";
import type { Membership } from "./membership.ts";
import { removeMember } from "./remove-member.ts";
import { ldapSettings } from "./settings.ts";

const groupDn = "CN=Ops,OU=Groups,DC=example,DC=test";
const ada: Membership = { groupDn, attribute: "member", value: "CN=Ada,OU=People,DC=example,DC=test" };
const settings = ldapSettings.parse({
  url: "ldaps://dc.example.test",
  bindDn: "CN=lapse,OU=Services,DC=example,DC=test",
  userBaseDn: "OU=People,DC=example,DC=test",
  groupBaseDn: "OU=Groups,DC=example,DC=test",
  fenceAttribute: null,
});

/** A group that answers as Active Directory is documented to ([MS-ADTS] 3.1.1.5.3); no such server can be had here. */
function group(...members: string[]): { call: DirectoryCall; members: string[] } {
  const modify = (_dn: string, [first]: Change[]): Promise<void> => {
    if (first === undefined) throw new Error("a change without changes");
    const { operation, modification } = first;
    const [value = ""] = modification.values as string[];
    const isThere = members.includes(value);
    if (operation === "add" && isThere) return Promise.reject(new UnknownStatusCodeError(68));
    if (operation === "delete" && !isThere) return Promise.reject(new UnwillingToPerformError());
    if (operation === "add") members.push(value);
    else members.splice(members.indexOf(value), 1);
    return Promise.resolve();
  };
  const compare = (_dn: string, _attribute: string, value: string): Promise<boolean> =>
    members.length === 0 ? Promise.reject(new NoSuchAttributeError()) : Promise.resolve(members.includes(value));
  const search = (dn: string, { attributes = [] }: { attributes?: string[] }): Promise<Entry[]> => {
    const from = Number(/range=(\d+)-/.exec(attributes[0] ?? "")?.[1] ?? 0);
    const page = members.slice(from, from + 1_500);
    const isLast = from + page.length >= members.length;
    if (members.length <= 1_500) return Promise.resolve([{ dn, member: page }]);
    const key = `member;range=${from}-${isLast ? "*" : from + page.length - 1}`;
    return Promise.resolve([{ dn, member: [], [key]: page }]);
  };
  const call = { settings, ageMs: 0, modify, compare, search } as unknown as DirectoryCall;
  return { call, members };
}

describe("Active Directory's own answers", () => {
  it("a member that is there already (68) is success", async () => {
    const { call, members } = group(ada.value);
    await addMember(call, ada);
    expect(members).toEqual([ada.value]);
  });

  it("a member that is not there any more (53) is success", async () => {
    const { call } = group("CN=Bob,OU=People,DC=example,DC=test");
    await removeMember(call, ada);
    await removeMember(group().call, ada);
  });

  it("a refusal (53) that leaves the member there is an error, after a few attempts", async () => {
    const modify = (): Promise<never> => Promise.reject(new UnwillingToPerformError());
    const call = Object.assign(group(ada.value).call, { modify });
    await expect(removeMember(call, ada)).rejects.toThrow("at every attempt");
  });

  it("an entry is found by its objectGUID, which is a name that follows it, and is gone where that leads nowhere", async () => {
    const guid = Buffer.from("00ff8d1c2e0b4a45a2b49f6b7a3c5d01", "hex");
    const entries = new Map([[ada.value, guid]]);
    const search = (base: string): Promise<Entry[]> => {
      const found = [...entries].filter(([dn, id]) => base === dn || base === `<GUID=${id.toString("hex")}>`);
      if (found.length === 0 && base !== settings.userBaseDn) return Promise.reject(new NoSuchObjectError());
      const all = base === settings.userBaseDn ? [...entries] : found;
      return Promise.resolve(all.map(([dn, objectGUID]) => ({ dn, mail: "ada@example.test", objectGUID })));
    };
    const call = { settings, search } as unknown as DirectoryCall;
    const login = { account: "ada@example.test", accountId: null, listedAs: null };
    const { entry } = await findAccount(call, login);
    expect(entry).toEqual({ dn: ada.value, id: `objectGUID=${guid.toString("hex")}`, values: [ada.value] });
    const known = { ...login, accountId: entry?.id ?? null, listedAs: ada.value };
    const moved = "CN=Ada Byron,OU=Leavers,DC=example,DC=test";
    entries.clear();
    entries.set(moved, guid).set(ada.value, Buffer.from("ff".repeat(16), "hex"));
    expect(await findAccount(call, known)).toMatchObject({ entry: { dn: moved }, formerValue: null });
    entries.clear();
    expect(await findAccount(call, known)).toEqual({ entry: null, formerValue: ada.value });
  });

  it.each([0, 1, 1_500, 1_501, 4_000])("all %d members are listed, over ranges of 1,500", async (count) => {
    const all = Array.from({ length: count }, (_, at) => `CN=p${at},OU=People,DC=example,DC=test`);
    expect(await listMembers(group(...all).call, groupDn)).toEqual(all);
  });
});
