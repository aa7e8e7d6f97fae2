import { request } from "node:http";
import { expect, test } from "@playwright/test";
import { type OwnPortal, startOwnPortal } from "../support/own-portal.ts";
import { refuseEveryone } from "./every-door.ts";

// The portal as it is served. The same doors without proxy.ts: every-door-without-proxy.spec.ts.
let portal: OwnPortal;

refuseEveryone(async () => (portal = await startOwnPortal()));

test("whoever reaches us under a foreign name is turned away", async () => {
  const { port } = new URL(portal.url);
  // Not with fetch, which names the host by itself.
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { host: `evil.example:${port}` };
    request({ host: "127.0.0.1", port, path: "/sign-in", headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once("error", reject)
      .end();
  });
  expect(status).toBe(421);
});
