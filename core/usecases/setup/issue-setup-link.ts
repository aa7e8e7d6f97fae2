import type { Actor } from "#core/domain/audit/event.ts";
import { setupLinkMs } from "#core/domain/portal.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { insert, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

/** A token for making the first administrator, once, within 15 minutes. Only from the console, and only while there is none. */
export const issueSetupLink = async (
  core: Core,
  correlationId: string,
): Promise<Result<{ token: string; expiresAt: Date }, "already_set_up">> => {
  if (await core.people.hasAdministrator()) return refuse("already_set_up");
  const { token, hash } = core.secrets.newToken();
  const expiresAt = new Date((await core.clock.now()).getTime() + setupLinkMs);
  const actor: Actor = { personId: null, via: "console", correlationId };
  const [commit] = await core.store.commit(actor, [
    transition({
      writes: [insert("SetupLink", { id: hash, version: 1, expiresAt, usedAt: null })],
      events: [{ kind: "setupLinkIssued", data: { expiresAt } }],
    }),
  ]);
  if (!commit?.done) throw new Error("the set-up link could not be recorded");
  return ok({ token, expiresAt });
};
