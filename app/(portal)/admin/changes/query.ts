import { queryOptions } from "@tanstack/react-query";
import type { ShownReplay } from "#components/policy/shown-replay.ts";
import { explainRefusal, isExplained } from "#components/sentences/refusal.ts";
import { fetchApi } from "#app/fetch-api.ts";
import type { ChangeConsequences } from "#core/usecases/changes/read-consequences.ts";
import type { Serialised } from "#server/serialise.ts";

export type Consequences = Serialised<ChangeConsequences>;

/** What the approval of a waiting change would do at this moment. */
export const consequencesQuery = (changeId: string) =>
  queryOptions({
    queryKey: ["changes", changeId, "consequences"],
    queryFn: ({ signal }) => fetchApi<Consequences>(`/api/v1/changes/${changeId}/consequences`, signal),
  });

/** What it would have done to the requests of the last days. */
export const replayChange = (changeId: string, { days, cursor }: { days: number; cursor?: string }) => {
  const query = new URLSearchParams({ days: String(days), ...(cursor === undefined ? {} : { cursor }) });
  return fetchApi<ShownReplay>(`/api/v1/changes/${changeId}/replay?${query}`);
};

/** Why it could not be worked out: mostly because it could no longer be approved either. */
export const whyNotWorkedOut = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return isExplained(code) ? explainRefusal(code) : "It could not be worked out. Try again.";
};
