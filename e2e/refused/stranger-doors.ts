import { createHmac, randomBytes } from "node:crypto";
import { slackSigningSecret } from "#scripts/playwright/portal-under-test.ts";
import { call, type Caller, cookiesOf } from "../support/call.ts";
import { emailOf, people, type PersonAt } from "../support/people.ts";
import { onRoute } from "./attempts.ts";
import { actionNamed, callAction } from "./call-action.ts";
import type { Attempt, Door } from "./door.ts";
import type { Story } from "./story.ts";

const everyone: readonly PersonAt[] = people;

/** A machine with its secret: no person may, whatever their roles. */
const machineDoor = (method: "GET" | "POST", route: string, secret: "cronSecret" | "metricsToken"): Door => ({
  name: `${method} ${route}`,
  right: { name: secret, headers: {} },
  wrong: everyone,
  changes: false,
  prepare: ({ portal, ...story }) =>
    Promise.resolve((caller) => {
      const authorization = caller.name === secret ? `Bearer ${portal[secret]}` : "Bearer not-the-secret-at-all";
      // A person's cookie does not help, with a wrong secret or without any.
      const headers = caller.headers["cookie"] === undefined ? { authorization } : {};
      return onRoute({ portal, ...story }, method, route)(caller, headers);
    }),
});

/** Called by Slack alone, which signs what it sends; a person's cookie and somebody else's signature do not help. */
const slackDoor: Door = {
  name: "POST /api/slack/interactions",
  right: { name: "slack", headers: {} },
  wrong: everyone,
  changes: false,
  prepare: ({ portal, ...story }) =>
    Promise.resolve((caller) => {
      const body = `ssl_check=1&nonce=${randomBytes(8).toString("hex")}`;
      const timestamp = String(Math.floor(Date.now() / 1000));
      const key = caller.name === "slack" ? slackSigningSecret(portal) : "somebody else's secret";
      const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
      const headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${signature}`,
      };
      return onRoute({ portal, ...story }, "POST", "/api/slack/interactions", { body, headers })(caller);
    }),
};

const setCookie = (headers: Headers): boolean => headers.getSetCookie().some((each) => /session-token=[^;]/.test(each));

/** Both ways to sign in with a password: who comes from a foreign page gets no session, with the right password. */
const signInForm = (story: Story) => {
  const form = new FormData();
  form.set("email", emailOf("requester"));
  form.set("password", story.portal.password);
  form.set("callbackUrl", "/access");
  return form;
};

const attemptOf = (got: boolean, how: string) =>
  got ? ({ passed: true } as const) : ({ passed: false, how } as const);

const withPassword: Caller = { name: "the password", headers: {} };

const signInWithAction = async (story: Story): Promise<Attempt> => {
  const action = actionNamed("app/sign-in/actions.ts#signInAction");
  return Promise.resolve(async (caller, headers = {}) => {
    const form = signInForm(story);
    // Nobody knows no password; an empty one is refused before it is counted or recorded.
    if (caller.name === "nobody") form.set("password", "");
    const { headers: answered, status } = await callAction(
      story.portal,
      caller,
      action,
      "/sign-in",
      [null, form],
      headers,
    );
    return attemptOf(setCookie(answered), `status ${status}`);
  });
};

const signInWithNextAuth = ({ portal }: Story): Promise<Attempt> =>
  Promise.resolve(async (caller, headers = {}) => {
    const csrf = await fetch(`${portal.url}/api/auth/csrf`);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const body = new URLSearchParams({ email: emailOf("requester"), password: portal.password, json: "true" });
    // Nobody: a form that some other site made, without the token that only our own pages can read.
    if (caller.name !== "nobody") body.set("csrfToken", csrfToken);
    const answer = await call(portal, caller, "POST", "/api/auth/callback/credentials", {
      headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookiesOf(csrf), ...headers },
      body: body.toString(),
    });
    return attemptOf(setCookie(answer.headers), `status ${answer.status}`);
  });

const withLink: Caller = { name: "the link", headers: {} };

/** Whoever has no link guesses one, whoever they are; from a foreign page not even the right one does anything. */
const recoverWithAction = async (story: Story): Promise<Attempt> => {
  const action = actionNamed("app/recover/actions.ts#recoverSignInAction");
  const token = await story.recoveryLink();
  return async (caller, headers = {}) => {
    const form = new FormData();
    form.set("token", caller === withLink ? token : "x".repeat(token.length));
    form.set("password", "a long sentence for a test");
    const answer = await callAction(story.portal, caller, action, "/recover", [null, form], headers);
    const sentTo = answer.headers.get("x-action-redirect") ?? "";
    return attemptOf(sentTo.startsWith("/sign-in?recovered"), answer.returned?.code ?? `status ${answer.status}`);
  };
};

/** Passing means that the session is over, in the database and not only in this browser. */
const signOut = async (story: Story): Promise<Attempt> => {
  const session = await story.signInAgain("contractor");
  const action = actionNamed("app/(portal)/actions.ts#signOutAction");
  const isOver = async () => (await call(story.portal, session, "GET", "/api/v1/me")).status === 401;
  return async (caller, headers = {}) => {
    const own = caller.name === "contractor" ? session : caller;
    const { status } = await callAction(story.portal, own, action, "/access", [], headers);
    return attemptOf(await isOver(), `status ${status}`);
  };
};

/** What is called by machines, and by people whom the portal does not know yet. */
export const strangerDoors: readonly Door[] = [
  machineDoor("GET", "/api/cron/revoke-expired", "cronSecret"),
  machineDoor("POST", "/api/cron/revoke-expired", "cronSecret"),
  machineDoor("GET", "/api/cron/extend-log", "cronSecret"),
  machineDoor("POST", "/api/cron/extend-log", "cronSecret"),
  machineDoor("GET", "/api/cron/notify", "cronSecret"),
  machineDoor("POST", "/api/cron/notify", "cronSecret"),
  machineDoor("GET", "/api/cron/erase", "cronSecret"),
  machineDoor("POST", "/api/cron/erase", "cronSecret"),
  machineDoor("GET", "/api/metrics", "metricsToken"),
  slackDoor,
  {
    name: "app/sign-in/actions.ts#signInAction",
    right: withPassword,
    wrong: [],
    changes: true,
    prepare: signInWithAction,
  },
  {
    name: "POST /api/auth/[...nextauth]",
    right: withPassword,
    wrong: [],
    changes: false,
    prepare: signInWithNextAuth,
  },
  {
    name: "app/recover/actions.ts#recoverSignInAction",
    right: withLink,
    wrong: everyone,
    changes: true,
    prepare: recoverWithAction,
  },
  { name: "app/(portal)/actions.ts#signOutAction", right: "contractor", wrong: [], changes: true, prepare: signOut },
];

/** What anybody may call, and what they get there changes nothing. */
export const openDoors: readonly { readonly name: string; readonly path: string; readonly status: number }[] = [
  { name: "GET /api/health/live", path: "/api/health/live", status: 200 },
  { name: "GET /api/health/ready", path: "/api/health/ready", status: 200 },
  { name: "GET /api/v1/openapi.json", path: "/api/v1/openapi.json", status: 200 },
  { name: "GET /api/auth/[...nextauth]", path: "/api/auth/session", status: 200 },
  { name: "GET /icon.svg", path: "/icon.svg", status: 200 },
  ...(["GET", "POST", "PUT", "PATCH", "DELETE"] as const).map((method) => ({
    ...{ name: `${method} /api/[...unknown]`, path: "/api/nothing/of/that/name", status: 404 },
  })),
  { name: "page /sign-in", path: "/sign-in", status: 200 },
  { name: "page /confirmed", path: "/confirmed", status: 200 },
  { name: "page /setup", path: "/setup", status: 200 },
  { name: "page /recover", path: "/recover?token=a-guess-that-is-long-enough", status: 200 },
  { name: "page /_not-found", path: "/nothing-is-called-that", status: 404 },
  // What stands in for a page that fell over: Next serves it under this address too, as the failure that it speaks of.
  { name: "page /_global-error", path: "/_global-error", status: 500 },
];

/**
 * Needs a portal without an administrator (e2e/first-administrator.spec.ts), or one with an identity provider
 * (e2e/single-sign-on.spec.ts).
 */
export const elsewhere: readonly string[] = [
  "app/setup/actions.ts#createFirstAdministratorAction",
  "GET /api/oidc/confirmation",
];
