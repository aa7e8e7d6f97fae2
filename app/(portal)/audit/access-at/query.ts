import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AccessAt } from "#core/usecases/audit/access-at.ts";
import type { Serialised } from "#server/serialise.ts";
import { fetchApi } from "../../../fetch-api.ts";

export type Answer = Serialised<AccessAt>;
export type Access = Answer["items"][number];

export interface Question {
  readonly about: "entitlementId" | "personId";
  readonly id: string;
  readonly name: string;
}

/** "entitlementId=ent_…&at=…": the question as the address and the API have it. */
export const questionText = ({ about, id }: Question, at: string): string =>
  new URLSearchParams([
    [about, id],
    ["at", at],
  ]).toString();

/** Every access that may have existed at that instant. The answer to an earlier instant stays until the next is there. */
export const accessAtQuery = (question: Question, at: string) =>
  queryOptions({
    queryKey: ["grants", "access-at", question.about, question.id, at],
    queryFn: ({ signal }) => fetchApi<Answer>(`/api/v1/audit/access-at?${questionText(question, at)}`, signal),
    placeholderData: keepPreviousData,
  });
