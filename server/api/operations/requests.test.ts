import { expect, test } from "vitest";
import { exampleIds } from "#server/api/examples.ts";
import { previewRequestOperation, submitRequestOperation } from "#server/api/operations/requests.ts";

const wish = { entitlementIds: [exampleIds.entitlement], durationSeconds: 7200 };
const accepts = ({ input }: { input: { safeParse(given: unknown): { success: boolean } } }, justification: string) =>
  input.safeParse({ ...wish, justification }).success;

test.each([
  ["no reason yet", "", true, false],
  ["a reason that is still too short", "Too short", true, false],
  ["a reason", "Long enough", true, true],
  ["a reason without an end", "x".repeat(2001), false, false],
])("with %s policy is asked what it would say, whether or not it can be asked for", (_, reason, previewed, asked) => {
  expect([accepts(previewRequestOperation, reason), accepts(submitRequestOperation, reason)]).toEqual([
    ...[previewed, asked],
  ]);
});
