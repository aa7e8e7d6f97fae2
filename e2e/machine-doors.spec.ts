import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { builtRoutes } from "./refused/doors-of-build.ts";
import { call, nobody } from "./support/call.ts";
import { expect, test } from "./support/signed-in.ts";

const portal = portalUnderTest();

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

test("the OpenAPI document names every route of the API that the build serves, and no other", async () => {
  const { openapi, paths } = (await call(portal, nobody, "GET", "/api/v1/openapi.json")).json<Document>();
  expect(openapi).toMatch(/^3\.1\./);
  const documented = Object.keys(paths).map((path) =>
    `/api/v1${path.replace(/^\/api\/v1/, "")}`.replaceAll(/\{(\w+)\}/g, "[$1]"),
  );
  const built = builtRoutes().filter((route) => route.startsWith("/api/v1/") && route !== "/api/v1/openapi.json");
  expect(documented.toSorted()).toEqual(built.toSorted());
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      expect([path, method, Array.isArray(operation["x-lapse-roles"])]).toEqual([path, method, true]);
      const served = await call(portal, nobody, method.toUpperCase(), `/api/v1${path.replace(/^\/api\/v1/, "")}`);
      expect([path, method, served.status, served.code]).toEqual([path, method, 401, "not_signed_in"]);
    }
  }
});

test("metrics say how late revocations are and how many are overdue, to who has the token", async () => {
  const as = (authorization: string) => ({ name: "prometheus", headers: { authorization } });
  expect((await call(portal, as("Bearer wrong"), "GET", "/api/metrics")).status).toBe(401);
  const { status, text } = await call(portal, as(`Bearer ${portal.metricsToken}`), "GET", "/api/metrics");
  expect(status).toBe(200);
  expect(text).toMatch(/^lapse_overdue\w* \d+$/m);
  expect(text).toMatch(/^lapse_revocation_lag\w*_bucket\{.*le="/m);
  expect(text).not.toMatch(/demo\.lapse\.test|grt_|per_/);
});

test("probes need no secret and tell none", async () => {
  const live = await call(portal, nobody, "GET", "/api/health/live");
  expect([live.status, live.json()]).toEqual([200, { status: "live" }]);
  const ready = await call(portal, nobody, "GET", "/api/health/ready");
  expect([ready.status, ready.json()]).toEqual([
    200,
    { status: "ready", checks: { database: true, migrations: true, revoker: true, log: true, clocks: true } },
  ]);
});
