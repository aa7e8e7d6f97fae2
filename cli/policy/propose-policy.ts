import { callPortal, type Portal, Refused } from "#cli/policy/call-portal.ts";

export interface Proposal {
  readonly document: string;
  readonly summary: string;
  /** The number of the policy that the text was made from; without it, whichever is in force. */
  readonly base: string | undefined;
}

/** What the text itself, or the policy that it was made from, is to blame for. */
const faults: Readonly<Record<string, string>> = {
  invalid_policy: "It does not compile, or its own tests fail: `lapse policy test` says where.",
  stale_base: "The policy in force is no longer the one that it was made from.",
};

/** Proposes a policy, which does nothing until somebody else approves it in the portal. 1 where the text cannot be proposed. */
export const proposePolicy = async (
  portal: Portal,
  { document, summary, base }: Proposal,
  print: (line: string) => void,
): Promise<number> => {
  const change = { kind: "policy", document, ...(base === undefined ? {} : { base: Number(base) }) };
  try {
    const { id } = (await callPortal(portal, "/api/v1/changes", { summary, change })) as { readonly id: string };
    print(`${id} waits for somebody else to approve it: ${new URL("/admin/changes", portal.url)}`);
    return 0;
  } catch (fault) {
    const why = fault instanceof Refused ? faults[fault.code] : undefined;
    if (why === undefined) throw fault;
    print(why);
    return 1;
  }
};
