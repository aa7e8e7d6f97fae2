import { answerOf, call, type Sent } from "../support/call.ts";
import { actionNamed, callAction } from "./call-action.ts";
import type { Attempt, Passed, Refused } from "./door.ts";
import type { Story } from "./story.ts";

const passed: Passed = { passed: true };
const refused = (how: string): Refused => ({ passed: false, how });

/** Refusals that say "not you", and nothing about what was sent. Any other code would mean that somebody was let in. */
const notYou = new Set([
  "not_signed_in",
  "foreign_origin",
  "json_needed",
  "not_allowed",
  "not_found",
  "own_request",
  "own_change",
]);

/** A call to a route handler. With `marker`: passing means that the answer contains it. */
export const onRoute =
  ({ portal }: Story, method: string, path: string, sent: Sent & { readonly marker?: string } = {}): Attempt =>
  async (caller, headers = {}) => {
    const { marker, ...rest } = sent;
    const answer = await call(portal, caller, method, path, { ...rest, headers: { ...rest.headers, ...headers } });
    if ([401, 403, 404].includes(answer.status) && notYou.has(answer.code ?? "")) return refused(answer.code ?? "");
    if (answer.status >= 300) throw new Error(`${caller.name}: ${answer.status} ${answer.text.slice(0, 300)}`);
    if (marker !== undefined && !answer.text.includes(marker)) return refused("shown without it");
    return passed;
  };

/** A call whose answer never ends: only its beginning is looked at. */
export const onStream =
  ({ portal }: Story, path: string): Attempt =>
  async (caller) => {
    const leave = new AbortController();
    const response = await fetch(`${portal.url}${path}`, { headers: caller.headers, signal: leave.signal });
    if (response.headers.get("content-type") !== "text/event-stream")
      return refused((await answerOf(response)).code ?? "");
    leave.abort();
    return passed;
  };

/** A server action with its one argument. */
export const onAction = (story: Story, name: string, input: unknown, page?: string): Attempt => {
  const action = actionNamed(name);
  return async (caller, headers = {}) => {
    const answer = await callAction(story.portal, caller, action, page ?? action.page, [input], headers);
    if (answer.returned?.ok === true) return passed;
    const code = answer.code ?? answer.returned?.code;
    if (code !== undefined && notYou.has(code)) return refused(code);
    // Next's own check of the Origin, which stands before any action, answers with a fault and runs nothing.
    if (answer.returned === undefined && answer.status >= 400) return refused(`status ${answer.status}`);
    throw new Error(`${caller.name}: ${answer.status} ${answer.text.slice(0, 300)}`);
  };
};

/** A page. Passing means that it shows `marker`; a refusal shows the sign-in page or "not found" instead, or it without that. */
export const onPage =
  ({ portal }: Story, path: string, marker: string): Attempt =>
  async (caller) => {
    const answer = await call(portal, caller, "GET", path, { headers: { accept: "text/html", origin: "" } });
    if (answer.text.includes(marker)) return passed;
    const location = answer.headers.get("location") ?? "";
    if (answer.status === 307 && location.startsWith("/sign-in")) return refused("sent to the sign-in page");
    if (answer.status === 200 || answer.status === 404) return refused(`${answer.status} without it`);
    throw new Error(`${caller.name}: ${answer.status} ${answer.text.slice(0, 300)}`);
  };
