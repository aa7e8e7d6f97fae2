import { Unreadable } from "#cli/unreadable.ts";
import { UsageFault } from "#cli/usage.ts";

/** Where the portal is, and as whom: from the environment, so that a token stands in no command line. */
export interface Portal {
  readonly url: string;
  readonly token: string;
}

export const portalFrom = (environment: Readonly<Record<string, string | undefined>>): Portal => {
  const { LAPSE_URL: url, LAPSE_TOKEN: token } = environment;
  if (!url || !URL.canParse(url)) throw new UsageFault("Set LAPSE_URL to the portal's address.");
  if (!token) throw new UsageFault("Set LAPSE_TOKEN to a personal token: scope admin:read, to propose admin:write.");
  return { url, token };
};

/** The portal's own no, with its code. */
export class Refused extends Unreadable {
  readonly code: string;

  constructor(url: string, status: number, code: string) {
    super(url, new Error(`${status} ${code}`));
    this.code = code;
  }
}

/** An answer of the portal. Throws `Refused` for its no, and `Unreadable` where there is none. */
export const callPortal = async (
  { url, token }: Portal,
  path: string,
  body: Readonly<Record<string, unknown>>,
): Promise<unknown> => {
  const answer = await fetch(new URL(path, url), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    redirect: "error",
  }).catch((cause: unknown) => {
    throw new Unreadable(url, cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause);
  });
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text) as unknown;
  throw new Refused(url, answer.status, codeIn(text));
};

const codeIn = (text: string): string => {
  try {
    const problem = JSON.parse(text) as { code?: string; title?: string };
    return problem.code ?? problem.title ?? "";
  } catch {
    return "";
  }
};
