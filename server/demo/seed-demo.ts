import { together } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { context } from "#server/context.ts";
import { demoCatalogue } from "#server/demo/demo-catalogue.ts";
import { demoCompany } from "#server/demo/demo-company.ts";
import { demoPolicy } from "#server/demo/demo-policy.ts";
import { type Demo, refreshDemo } from "#server/demo/refresh-demo.ts";
import { newCorrelationId } from "#server/log.ts";
import { newPortal } from "#server/setup/new-portal.ts";

/**
 * Makes an empty database the demo's: one step, so that a start that was killed half-way begins again from nothing. In a
 * database that is the demo's already, only what lies outside of it is brought up to date. Throws in a real portal's.
 */
export const seedDemo = async (demo: Demo, core: Core = context().core): Promise<void> => {
  const portal = await core.portals.current();
  if (portal && !portal.demo) throw new Error("this database belongs to a real portal: nothing of the demo goes there");
  const now = await core.clock.now();
  const actor = { personId: null, via: "console", correlationId: newCorrelationId() } as const;
  if (portal) return refreshDemo(core, actor, demo, now);
  const company = await demoCompany(core, demo.password, now);
  const owners = company.groupNamed("data-platform").id;
  const [commit] = await core.store.commit(actor, [
    together(
      newPortal(core, demoPolicy, true, now),
      company.transition,
      demoCatalogue(core, demo.ordersTarget, owners, now),
    ),
  ]);
  if (!commit?.done) throw new Error("the demo could not be set up: something else is setting up this database");
};
