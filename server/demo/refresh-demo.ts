import type { Actor } from "#core/domain/audit/event.ts";
import { isDeepStrictEqual } from "node:util";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { type OrdersTarget, ordersSettings } from "#server/demo/demo-catalogue.ts";
import { demoDomain, demoPeople } from "#server/demo/demo-people.ts";

export interface Demo {
  readonly ordersTarget: OrdersTarget;
  /** Of every person in the demo. */
  readonly password: string;
}

/** A later start may find the target on another port, and may be told another password: both come from outside the database. */
export const refreshDemo = async (core: Core, actor: Actor, demo: Demo, now: Date): Promise<void> => {
  const steps = [
    ...(await movedTarget(core, demo.ordersTarget)),
    ...(await changedPasswords(core, demo.password, now)),
  ];
  if (steps.length === 0) return;
  const [commit] = await core.store.commit(actor, [together(...steps)]);
  if (!commit?.done) throw new Error("the demo could not be brought up to date");
};

const movedTarget = async (core: Core, orders: OrdersTarget): Promise<readonly Transition[]> => {
  const target = (await core.catalogue.targets()).find(({ name }) => name === "orders");
  if (!target) return [];
  const settings = { ...target.settings, ...ordersSettings(core, orders) };
  if (isDeepStrictEqual(settings, target.settings)) return [];
  const { host, port } = orders;
  return [
    transition({
      writes: [update("Target", target, { settings })],
      events: [{ kind: "targetChanged", targetId: target.id, data: { host, port } }],
    }),
  ];
};

const changedPasswords = async (core: Core, password: string, now: Date): Promise<readonly Transition[]> => {
  const people = await Promise.all(demoPeople.map(({ at }) => core.people.findByEmail(`${at}@${demoDomain}`)));
  const found = await Promise.all(
    people.map((person) => (person ? core.people.localAccount(person.id) : Promise.resolve(null))),
  );
  const accounts = found.filter((account) => account !== null);
  // They have one password, and verifying is slow on purpose: one of them answers for all.
  const [first] = accounts;
  if (!first || (await core.secrets.verifyPassword(first.passwordHash, password))) return [];
  return Promise.all(
    accounts.map(async (account) => {
      const passwordHash = await core.secrets.hashPassword(password);
      return transition({
        writes: [update("LocalAccount", account, { passwordHash, changedAt: now })],
        events: [{ kind: "passwordChanged", personId: account.id }],
      });
    }),
  );
};
