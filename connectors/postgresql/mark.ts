import type { Access } from "#core/ports/connector.ts";

/**
 * What a role of ours says about itself, in its comment: whose it is, and the highest fence that touched it. Only a
 * role that may create roles can write it, so the account cannot forge it.
 */
export interface Mark {
  readonly portalId: string;
  readonly holdingId: string;
  readonly fence: number;
  /** The role could not be dropped, and stays without login, password or membership. */
  readonly retired: boolean;
}

const shape = /^lapse portal=([\w.:-]+) holding=([\w.:-]+) fence=(\d{1,15})( retired)?$/;

/** Null for a comment that is not exactly ours: such a role is never touched. */
export function parseMark(comment: string | null): Mark | null {
  const [, portalId, holdingId, fence, retired] = shape.exec(comment ?? "") ?? [];
  if (portalId === undefined || holdingId === undefined) return null;
  return { portalId, holdingId, fence: Number(fence), retired: retired !== undefined };
}

/** What the mark of a holding says at every fence. */
export function markBeginning({ portalId, holdingId }: Pick<Access, "portalId" | "holdingId">): string {
  return `lapse portal=${portalId} holding=${holdingId} fence=`;
}

/** Throws where the ids or the fence could not be read back as they are. */
export function formatMark(access: Access, retired = false): string {
  const mark = `${markBeginning(access)}${access.fence}${retired ? " retired" : ""}`;
  if (parseMark(mark) === null)
    throw new Error("A portal's or holding's id, or a fence, has a shape that marks cannot carry");
  return mark;
}
