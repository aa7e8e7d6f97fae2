import { expect, test } from "@playwright/test";
import { call, nobody } from "../support/call.ts";
import type { OwnPortal } from "../support/own-portal.ts";
import { refuseEveryone } from "./every-door.ts";
import { startPortalWithoutProxy } from "./portal-without-proxy.ts";

// proxy.ts only turns strangers away early: with it gone, every page, action and route must refuse by itself.
let portal: OwnPortal;

refuseEveryone(async () => (portal = await startPortalWithoutProxy()));

test("the proxy is really gone", async () => {
  const answer = await call(portal, nobody, "GET", "/sign-in");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-security-policy")).toBeNull();
});
