/** What the portal answers to a replay. */
export interface Replay {
  readonly days: number;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly differences: readonly {
    readonly requestId: string;
    readonly at: string;
    readonly kind: string;
    readonly requester: string;
    readonly entitlements: readonly string[];
    readonly was: { readonly outcome: string };
    readonly would: { readonly outcome: string; readonly rules: readonly string[] };
    readonly unknown: readonly string[];
  }[];
  readonly nextCursor: string | null;
}

const words: Readonly<Record<string, string>> = {
  same: "answered as they were",
  denied: "denied instead",
  "needs-approval": "asked of approvers instead",
  "auto-approve": "approved at once instead",
  "routed-otherwise": "asked of other approvers",
  unknown: "not known: it asks what was not recorded",
};

/** 1 when any request would have been answered otherwise. */
export const printReplay = (
  { days, counts, differences, nextCursor }: Replay,
  print: (line: string) => void,
): number => {
  for (const { requestId, at, requester, entitlements, was, would, unknown } of differences) {
    const why = unknown.length > 0 ? `asks ${unknown.join(", ")}` : would.rules.join(", ") || "no rule";
    print(`${at} ${requestId} ${requester}: ${entitlements.join(", ")}: ${was.outcome} -> ${would.outcome} (${why})`);
  }
  if (nextCursor !== null) print("Further differences are not listed.");
  const answered = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  print(`${answered} requests of the last ${days} days:`);
  for (const [kind, count] of Object.entries(counts ?? {})) if (count > 0) print(`  ${count} ${words[kind] ?? kind}`);
  return differences.length === 0 ? 0 : 1;
};
