import { expect, test } from "@playwright/test";
import { call, nobody } from "../support/call.ts";
import type { OwnPortal } from "../support/own-portal.ts";
import { restingDigests, tableDigests } from "../support/table-digests.ts";
import { actionDoors } from "./action-doors.ts";
import type { Door } from "./door.ts";
import { builtActions, builtPages, builtRoutes } from "./doors-of-build.ts";
import { logDoors } from "./log-doors.ts";
import { pageDoors } from "./page-doors.ts";
import { routeDoors } from "./route-doors.ts";
import { openStory, type Story } from "./story.ts";
import { elsewhere, openDoors, strangerDoors } from "./stranger-doors.ts";

const doors: readonly Door[] = [...routeDoors, ...logDoors, ...actionDoors, ...pageDoors, ...strangerDoors];

/** Sent along with the cookie of the person for whom it would work: what a browser says that another site made send it. */
const foreignPages: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "from a foreign page": { origin: "https://evil.example" },
  "from a page that hides where it comes from": { origin: "null" },
  "without an Origin": { origin: "" },
};

/**
 * Every door of the build, tried by nobody, by each person who must not pass, and by other people's pages with the right
 * person's cookie; then by the right one, for whom the very same call must work. In between not one row may have changed,
 * neither in the portal's tables nor among the target's logins.
 */
export function refuseEveryone(openPortal: () => Promise<OwnPortal>): void {
  let story: Story;

  test.beforeAll(async () => {
    story = await openStory(await openPortal());
  });
  test.afterAll(async () => {
    await story.portal.remove();
  });

  test("every page, route handler and server action of the build has a case here", async () => {
    const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    const served: string[] = [];
    for (const route of builtRoutes()) {
      const path = route.replaceAll(/\[[^\]]+\]/g, "none");
      for (const method of methods) {
        const { status } = await call(story.portal, nobody, method, path, { headers: { accept: "*/*" } });
        // Next answers so for a method that a route does not export; whatever else it answers, the method is a door.
        if (status !== 405) served.push(`${method} ${route}`);
      }
    }
    const built = [
      ...served,
      ...builtPages().map((route) => `page ${route}`),
      ...builtActions().map(({ name }) => name),
    ];
    const known = [...doors, ...openDoors].map(({ name }) => name).concat(elsewhere);
    expect(known.toSorted()).toEqual(built.toSorted());
    expect(new Set(known).size).toBe(known.length);
  });

  for (const { name, path, status } of openDoors) {
    test(`${name} is open to all, and changes nothing`, async () => {
      const before = await restingDigests(story.portal);
      for (const caller of [nobody, story.as.contractor]) {
        const [method = "GET"] = /^(?!page )\S+/.exec(name) ?? [];
        const answer = await call(story.portal, caller, method, path, { headers: { origin: "" } });
        expect([status, 307]).toContain(answer.status);
      }
      expect(await tableDigests(story.portal)).toEqual(before);
    });
  }

  for (const door of doors) {
    test(`${door.name} refuses ${["nobody", ...door.wrong].join(", ")}`, async () => {
      const attempt = await door.prepare(story);
      const right = typeof door.right === "string" ? story.as[door.right] : door.right;
      const before = await restingDigests(story.portal);
      const strangers = [nobody, ...door.wrong.map((at) => story.as[at])].map(
        (caller) => [caller.name, caller, {}] as const,
      );
      const foreign = Object.entries(door.changes ? foreignPages : {}).map(
        ([how, headers]) => [`${right.name} ${how}`, right, headers] as const,
      );
      // All at once: not one of them may have an effect, so their order has none.
      await Promise.all(
        [...strangers, ...foreign].map(async ([who, caller, headers]) => {
          expect(await attempt(caller, headers), who).toMatchObject({ passed: false });
        }),
      );
      expect(await tableDigests(story.portal)).toEqual(before);
      expect(await attempt(right)).toEqual({ passed: true });
    });
  }
}
