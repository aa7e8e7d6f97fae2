import type { ShownEntitlement } from "#components/entitlement-place.ts";

/** An earlier request, as far as it can be asked again. */
export interface Recall {
  readonly requestId: string;
  readonly entitlements: readonly ShownEntitlement[];
  readonly durationSeconds: number;
  readonly justification: string;
  readonly ticket: string;
}

interface Earlier {
  readonly id: string;
  readonly entitlements: readonly ShownEntitlement[];
  readonly durationSeconds: number;
  readonly justification: string | null;
  readonly ticket: string | null;
  readonly extendsGrantId: string | null;
}

export const recallOf = ({ id, entitlements, durationSeconds, justification, ticket }: Earlier): Recall => ({
  requestId: id,
  entitlements,
  durationSeconds,
  justification: justification ?? "",
  ticket: ticket ?? "",
});

const most = 4;

/** The latest wishes, each once: the same entitlements for the same time are the same wish. Extensions are none. */
export const recallsOf = (newestFirst: readonly Earlier[]): readonly Recall[] => {
  const seen = new Set<string>();
  return newestFirst
    .filter(({ entitlements, durationSeconds, extendsGrantId }) => {
      const key = `${durationSeconds} ${entitlements
        .map(({ id }) => id)
        .toSorted()
        .join(" ")}`;
      if (extendsGrantId !== null || entitlements.length === 0 || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, most)
    .map(recallOf);
};
