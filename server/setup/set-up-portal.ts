import type { Core } from "#core/ports/core.ts";
import { newCorrelationId } from "#server/log.ts";
import { newPortal } from "#server/setup/new-portal.ts";

/** No rule, so nothing matches and everything is denied: access begins with a policy that two people agreed on. */
const denyAll = `# Nothing is given yet: add rules, and have a second person approve them.
version: 1
rules: []
`;

/** Makes an empty database a portal's. Safe to run at every start and in several processes at once. */
export const setUpPortal = async (core: Core): Promise<void> => {
  if (await core.portals.current()) return;
  const now = await core.clock.now();
  const actor = { personId: null, via: "console", correlationId: newCorrelationId() } as const;
  const [commit] = await core.store.commit(actor, [newPortal(core, denyAll, false, now)]);
  // Somebody else was faster: then it is set up.
  if (!commit?.done && !(await core.portals.current())) throw new Error("the portal could not be set up");
};
