import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { context } from "#server/context.ts";
import { seedDemo } from "#server/demo/seed-demo.ts";
import { sealSessionId } from "#server/sign-in/session-cookie.ts";
import { sessionCookieName } from "#server/sign-in/cookies.ts";
import { useTestEnvironment } from "#server/testing/use-test-environment.ts";
import { openSession } from "#core/usecases/sign-in/open-session.ts";

export const demoPassword = "correct-horse-battery-staple";

/** A port on which nobody listens: the grants of these tests stay activating. */
const ordersTarget = { host: "127.0.0.1", port: 9, database: "orders", username: "lapse_connector", password: "fake" };

/** The demo company in this database, behind the real doors. */
export const openDemoPortal = async (databaseUrl: string) => {
  useTestEnvironment(databaseUrl);
  await seedDemo({ ordersTarget, password: demoPassword });
  const { core } = context();
  // No ticker runs in these tests, and nothing is granted while nobody proves that access ends.
  await core.heartbeats.beat(reconcilerHeartbeat, "test");

  const personAt = async (at: string) => {
    const person = await core.people.findByEmail(`${at}@demo.lapse.test`);
    if (!person) throw new Error(`nobody is ${at}`);
    return person;
  };
  /** A new session's row, and the Cookie header that names it. */
  const signIn = async (at: string) => {
    const browser = { address: "127.0.0.1", userAgent: "test", correlationId: "test" };
    const { sessionId } = await openSession(
      core,
      await personAt(at),
      { method: "password", providerSubject: null },
      browser,
    );
    return { sessionId, cookie: `${sessionCookieName()}=${await sealSessionId(sessionId)}` };
  };
  return { core, ordersTarget, personAt, signIn };
};
