import type { PortalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { emailOf, type PersonAt } from "./people.ts";

/** Somebody, or something, that calls the portal over HTTP: what it presents, and a name for test reports. */
export interface Caller {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The stable code of a problem. */
  readonly code: string | undefined;
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says what it looks for, and each test finds out
  json<T>(): T;
}

type Portal = Pick<PortalUnderTest, "url">;

export const nobody: Caller = { name: "nobody", headers: {} };

export interface Sent {
  /** A string goes as it is; anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One call as our own page would make it: with our Origin, and JSON where there is a body. Headers given here win. */
export async function call(
  portal: Portal,
  caller: Caller,
  method: string,
  path: string,
  { body, headers = {} }: Sent = {},
): Promise<Answer> {
  const own = method === "GET" || method === "HEAD" ? {} : { "content-type": "application/json" };
  const sent = new Headers({ origin: portal.url, ...own, ...caller.headers, ...headers });
  // An empty value means: without this header.
  for (const [name, value] of [...sent]) if (value === "") sent.delete(name);
  const response = await fetch(`${portal.url}${path}`, {
    method,
    headers: sent,
    redirect: "manual",
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return answerOf(response);
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isProblem = response.headers.get("content-type") === "application/problem+json";
  const code = isProblem ? (JSON.parse(text) as { code: string }).code : undefined;
  return {
    ...{ status: response.status, headers: response.headers, text, code },
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says what it looks for, and each test finds out
    json: <T>() => JSON.parse(text) as T,
  };
}

/** Signs in through next-auth's own form handler, as a script would. Throws when the portal does not let them in. */
export async function signIn(
  portal: Pick<PortalUnderTest, "url" | "password">,
  at: PersonAt,
  headers: Readonly<Record<string, string>> = {},
): Promise<Caller> {
  const { status, cookie } = await trySignIn(portal, emailOf(at), portal.password, headers);
  if (cookie === undefined) throw new Error(`${at} could not sign in: ${status}`);
  return { name: at, headers: { cookie, ...headers } };
}

/** The same with any address and password; without a cookie the portal refused. */
export async function trySignIn(
  { url }: Portal,
  email: string,
  password: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer & { readonly cookie: string | undefined }> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const response = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { origin: url, cookie: cookiesOf(asked), ...headers },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    redirect: "manual",
  });
  const cookie = /lapse-\d+\.session-token=[^;]+/.exec(cookiesOf(response))?.[0];
  return { ...(await answerOf(response)), cookie };
}

export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
