import { type BrowserContextOptions, type Page, test as base } from "@playwright/test";
import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { type Caller, signIn } from "./call.ts";
import { type OwnPortal, startOwnPortal } from "./own-portal.ts";
import type { PersonAt } from "./people.ts";

interface Fixtures {
  /** A page of a browser in which this person is signed in. */
  pageOf: (at: PersonAt, options?: BrowserContextOptions) => Promise<Page>;
}

interface WorkerFixtures {
  /** The same person over HTTP. One session each for all tests of a worker. */
  callerOf: (at: PersonAt) => Promise<Caller>;
  /** A portal that only this worker calls, one test at a time: for whole tables, allowances, and disabling people. */
  quietPortal: OwnPortal;
}

/** Journeys on the portal that the run shares: each test asks for what is its own and leaves the rest alone. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  callerOf: [
    async ({}, use) => {
      const callers = new Map<PersonAt, Promise<Caller>>();
      await use((at) => {
        const known = callers.get(at) ?? signIn(portalUnderTest(), at);
        callers.set(at, known);
        return known;
      });
    },
    { scope: "worker" },
  ],
  quietPortal: [
    async ({}, use) => {
      const portal = await startOwnPortal();
      await use(portal);
      await portal.remove();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  pageOf: async ({ browser, callerOf }, use) => {
    const opened: Page[] = [];
    await use(async (at, options = {}) => {
      const page = await (await browser.newContext(options)).newPage();
      opened.push(page);
      await page.context().addCookies(cookieFor(portalUnderTest().url, await callerOf(at)));
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});

export { expect } from "@playwright/test";

/** For a browser context: the session that a caller over HTTP has. */
export const cookieFor = (url: string, { headers }: Caller) => {
  const [name = "", value = ""] = (headers["cookie"] ?? "").split("=", 2);
  return [{ name, value, url, httpOnly: true, sameSite: "Lax" as const }];
};
