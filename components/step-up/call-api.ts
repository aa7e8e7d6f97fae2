import type { ActionAnswer } from "#components/action-answer.ts";
import { isExplained } from "#components/sentences/refusal.ts";

/** One call to our own API with the session's cookie. Refusals are values, as those of a server action. */
export const callApi = async <T>(path: string, body: unknown): Promise<ActionAnswer<T>> => {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return { ok: true, value: answer as T };
  const { code, instance } = (answer ?? {}) as { code?: string; instance?: string };
  if (code !== undefined && isExplained(code)) return { ok: false, code };
  return { ok: false, code: "internal_error", ...(instance === undefined ? {} : { correlationId: instance }) };
};
