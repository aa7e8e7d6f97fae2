import type { StepUpId } from "#core/domain/ids.ts";
import { stepUpProofInput } from "#core/domain/step-up/step-up-proof.ts";
import { confirmAtProvider } from "#core/usecases/step-up/confirm-at-provider.ts";
import { callerOf } from "#server/caller-of.ts";
import { context } from "#server/context.ts";
import { env } from "#server/env.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { problem } from "#server/problem.ts";
import type { RefusalCode } from "#server/problem-status.ts";

type Outcome = "confirmed" | "provider_declined" | RefusalCode;

/**
 * Where the identity provider sends the browser back after somebody authenticated anew. A call with a cookie that changes
 * something, and from a foreign page at that: what makes it safe is that the answer carries the challenge of a confirmation
 * which this very session asked for (`confirmAtProvider`). Says how it went on a page that closes itself.
 */
export const serveConfirmation = async (request: Request): Promise<Response> => {
  const correlationId = newCorrelationId();
  if (!context().core.identityProvider) return problem("not_found", { correlationId });
  const answer = new URL(request.url);
  const stepUpId = stepUpProofInput.shape.stepUpId.safeParse(answer.searchParams.get("state"));
  const outcome = stepUpId.success
    ? await outcomeOf(request.headers, { stepUpId: stepUpId.data, answer }, correlationId)
    : "step_up_mismatch";
  const shown = new URL("/confirmed", env().LAPSE_PUBLIC_URL);
  shown.search = new URLSearchParams({ outcome, ...(stepUpId.success ? { stepUp: stepUpId.data } : {}) }).toString();
  return new Response(null, { status: 303, headers: { location: shown.href, "cache-control": "no-store" } });
};

const outcomeOf = async (
  headers: Headers,
  given: { readonly stepUpId: StepUpId; readonly answer: URL },
  correlationId: string,
): Promise<Outcome> => {
  try {
    const caller = await callerOf(headers, { via: "browser", correlationId });
    if (!caller.ok) return caller.error;
    // Cancelled there, or refused to them there: what it says besides is for people who read protocols.
    if (given.answer.searchParams.has("error")) return "provider_declined";
    const kept = await confirmAtProvider(context().core, caller.value, given);
    return kept.ok ? "confirmed" : kept.error;
  } catch (error) {
    log().error({ err: error, correlationId }, "a confirmation at the identity provider failed");
    return "internal_error";
  }
};
