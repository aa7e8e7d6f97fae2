import type { PortalRole } from "#core/domain/directory/person.ts";

const words: Readonly<Record<PortalRole, string>> = {
  administrator: "Administrator",
  auditor: "Auditor",
  reviewer: "Reviewer",
};

/** Under a person's name: their duties in the portal, else the groups they are in. */
export const roleWords = (roles: readonly PortalRole[], groups: readonly string[]): string =>
  (roles.length > 0 ? roles.map((role) => words[role]) : groups).join(", ") || "Member";
