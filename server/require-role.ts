import { notFound } from "next/navigation";
import type { PortalRole } from "#core/domain/directory/person.ts";
import { viewer } from "#server/viewer.ts";

/**
 * For the layout of pages that belong to a duty: they do not exist for anybody without one of these roles. A real 404, because
 * a layout answers before its page begins to stream. What the page reads is checked by its use cases all the same.
 */
export const requireRole = async (...roles: readonly PortalRole[]): Promise<void> => {
  const { person } = await viewer();
  if (!roles.some((role) => person.roles.includes(role))) notFound();
};
