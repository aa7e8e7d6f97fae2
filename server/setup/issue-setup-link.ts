import { issueSetupLink as issue } from "#core/usecases/setup/issue-setup-link.ts";
import { context } from "#server/context.ts";
import { env } from "#server/env.ts";
import { newCorrelationId } from "#server/log.ts";
import { setUpPortal } from "#server/setup/set-up-portal.ts";

/** For the console: a link that makes the first administrator, once, within 15 minutes. Undefined when there is one already. */
export const issueSetupLink = async (): Promise<string | undefined> => {
  const { core } = context();
  await setUpPortal(core);
  const issued = await issue(core, newCorrelationId());
  if (!issued.ok) return undefined;
  const link = new URL("/setup", env().LAPSE_PUBLIC_URL);
  link.searchParams.set("token", issued.value.token);
  return link.href;
};
