import { beforeAll, expect, test } from "vitest";
import { useTestEnvironment } from "#server/testing/use-test-environment.ts";
import { safeCallbackPath } from "#server/sign-in/safe-callback-path.ts";

beforeAll(() => useTestEnvironment());

test.each(["/", "/requests/req_1", "/approvals?status=pending", "http://localhost:3000/access"])(
  "followed: %s",
  (wanted) => {
    expect(safeCallbackPath(wanted)).toBe(wanted.replace("http://localhost:3000", ""));
  },
);

test.each([
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "https://evil.example/",
  "http://localhost:3000@evil.example/",
  "http://user@localhost:3000/access",
  "javascript:alert(1)",
  "data:text/html,x",
  "/.//evil.example",
  "/api/auth/signout",
  "/sign-in?callbackUrl=/sign-in",
  "http://localhost:3001/",
  "http://[",
])("not followed: %s", (wanted) => {
  expect(safeCallbackPath(wanted)).toBe("/");
});
