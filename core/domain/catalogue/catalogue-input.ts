import { z } from "zod";
import type { EntitlementId, TargetId } from "#core/domain/ids.ts";
import { id } from "#core/domain/text-input.ts";

export const searchEntitlementsInput = z.strictObject({
  q: z.string().max(200).default(""),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type SearchEntitlementsInput = z.output<typeof searchEntitlementsInput>;

/** The request form as it stands, half filled in or not. */
export const browseCatalogueInput = z.strictObject({
  q: z.string().max(200),
  /** How many of what answers the search are known already. */
  from: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(200),
  durationSeconds: z.int().min(5).max(31_536_000),
  justification: z.string().max(2000),
  ticket: z.string().max(200).optional(),
});
export type BrowseCatalogueInput = z.output<typeof browseCatalogueInput>;

export const targetIdInput = z.strictObject({ targetId: id<TargetId>("tgt") });

export const setFavouriteInput = z.strictObject({ entitlementId: id<EntitlementId>("ent"), on: z.boolean() });
export type SetFavouriteInput = z.output<typeof setFavouriteInput>;
