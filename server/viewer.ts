import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Caller } from "#core/ports/core.ts";
import { callerOf } from "#server/caller-of.ts";
import { newCorrelationId } from "#server/log.ts";
import { safeCallbackPath } from "#server/sign-in/safe-callback-path.ts";

/**
 * The person whose browser makes this call, or null. A session that was ended and a person who was disabled are nobody from
 * the next call on. A token is for tools: it opens no page and runs no action, so that it cannot become a browser session.
 */
export const getCaller = async (correlationId: string): Promise<Caller | null> => {
  const caller = await callerOf(await headers(), { via: "browser", correlationId });
  return caller.ok && caller.value.session ? caller.value : null;
};

/** The person looking at the page that is being drawn, or null. Asked of the database once per drawing. */
export const findViewer = cache((): Promise<Caller | null> => getCaller(newCorrelationId()));

/** The same, sending nobody to the sign-in page and back here afterwards. */
export const viewer = async (): Promise<Caller> => {
  const caller = await findViewer();
  if (caller) return caller;
  const path = safeCallbackPath((await headers()).get("x-lapse-path"));
  redirect(path === "/" ? "/sign-in" : `/sign-in?callbackUrl=${encodeURIComponent(path)}`);
};
