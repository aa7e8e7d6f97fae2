import type { Actor } from "#core/domain/audit/event.ts";
import type { Person } from "#core/domain/directory/person.ts";
import type { FirstAdministratorInput } from "#core/domain/directory/sign-in-input.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { insert, together, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

export type SetupRefusal = "invalid_link" | "already_set_up" | "rate_limited" | "busy";

/** Uses the console link: makes the first administrator, and never a second one. The link's row settles who was first. */
export const createFirstAdministrator = async (
  core: Core,
  input: FirstAdministratorInput,
  browser: { readonly address: string | null; readonly correlationId: string },
): Promise<Result<null, SetupRefusal>> => {
  if ((await core.rateLimit.take("setup", browser.address ?? "unknown")) > 0) return refuse("rate_limited");
  const actor: Actor = { personId: null, via: "console", correlationId: browser.correlationId };
  const passwordHash = await core.secrets.hashPassword(input.password);
  return commitDecided(core, actor, async (now) => {
    const link = await core.portals.setupLink(core.secrets.hashToken(input.token));
    if (!link || link.usedAt || link.expiresAt <= now) return refuse("invalid_link");
    if (await core.people.hasAdministrator()) return refuse("already_set_up");
    const person = firstAdministrator(core, input, now);
    const account = { id: person.id, version: 1, passwordHash, changedAt: now };
    const made = transition({
      writes: [update("SetupLink", link, { usedAt: now }), insert("Person", person), insert("LocalAccount", account)],
      window: { before: link.expiresAt },
      events: [
        {
          kind: "firstAdministratorCreated",
          personId: person.id,
          data: { email: person.email, address: browser.address },
        },
      ],
    });
    return ok({ transition: together(made, moveEpoch(await core.policies.epochs(), "directory")), value: null });
  });
};

const firstAdministrator = (core: Core, { email, name }: FirstAdministratorInput, now: Date): Person => ({
  id: core.ids.newId("per"),
  version: 1,
  email,
  name,
  timezone: "UTC",
  roles: ["administrator", "reviewer"],
  attributes: {},
  onCall: false,
  managerId: null,
  source: "local",
  disabledAt: null,
  createdAt: now,
});
