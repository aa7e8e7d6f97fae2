import type { PortalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { type Answer, answerOf, type Caller } from "../support/call.ts";
import { type BuiltAction, builtActions } from "./doors-of-build.ts";

export type ActionAnswer = Answer & {
  /** What the action returned: undefined where it redirected, or Next refused to run it. */
  readonly returned: { readonly ok?: boolean; readonly code?: string; readonly value?: unknown } | undefined;
};

export const actionNamed = (name: string): BuiltAction => {
  const action = builtActions().find((each) => each.name === name);
  if (!action) throw new Error(`the build has no action ${name}`);
  return action;
};

/**
 * Runs a server action the way Next's own client does: a POST to a page that carries it, named by `Next-Action`, with its
 * arguments as React encodes them. `page` is the path; `headers` win, and an empty one is left out.
 */
export async function callAction(
  { url }: Pick<PortalUnderTest, "url">,
  caller: Caller,
  { id }: BuiltAction,
  page: string,
  args: readonly unknown[],
  headers: Readonly<Record<string, string>> = {},
): Promise<ActionAnswer> {
  const [first, form] = args;
  const body = form instanceof FormData ? encodedForm(first, form) : JSON.stringify(args);
  const type = typeof body === "string" ? { "content-type": "text/plain;charset=UTF-8" } : {};
  const sent = new Headers({ origin: url, accept: "text/x-component", "next-action": id, ...type, ...caller.headers });
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  for (const [name, value] of [...sent]) if (value === "") sent.delete(name);
  const answer = await answerOf(
    await fetch(`${url}${page}`, { method: "POST", headers: sent, body, redirect: "manual" }),
  );
  return { ...answer, returned: returnedIn(answer) };
}

/** React's encoding of `[state, formData]`: the form's entries under a prefix that the first part points to. */
const encodedForm = (state: unknown, form: FormData): FormData => {
  const encoded = new FormData();
  for (const [name, value] of form) encoded.append(`_1_${name}`, value);
  encoded.append("0", JSON.stringify([state, "$K1"]));
  return encoded;
};

/** Row 0 of the answer names the row with the returned value. */
const returnedIn = ({ headers, text }: Answer): ActionAnswer["returned"] => {
  if (headers.get("content-type") !== "text/x-component") return undefined;
  const rows = new Map(
    text.split("\n").map((row) => [row.slice(0, row.indexOf(":")), row.slice(row.indexOf(":") + 1)]),
  );
  const { a } = JSON.parse(rows.get("0") ?? "{}") as { a?: string };
  const row = a?.startsWith("$@") ? rows.get(a.slice(2)) : undefined;
  if (row === undefined || row.startsWith("E")) return undefined;
  return (JSON.parse(row) as ActionAnswer["returned"]) ?? undefined;
};
