import { z } from "zod";
import { text } from "#core/domain/text-input.ts";

const auditViews = ["events", "access-at"] as const;
export type AuditView = (typeof auditViews)[number];

/** A question to the record that one person keeps: the view, and the query of its address. */
export interface SavedSearch {
  readonly name: string;
  readonly view: AuditView;
  readonly query: string;
}

export const mostSavedSearches = 50;

/** The query is what the page's own address carries; the page reads nothing from it but its filters. */
export const saveSearchInput = z.strictObject({
  name: text(1, 60),
  view: z.enum(auditViews),
  query: z
    .string()
    .max(600)
    .regex(/^[\w.~%+:=&-]*$/, "must be a query"),
});

export const removeSearchInput = z.strictObject({ name: text(1, 60) });
