import { expect, test } from "vitest";
import { answered } from "#components/answered.ts";
import { withStepUp } from "./confirm-step-up.ts";
import { withProof } from "./with-proof.ts";

const lost = () => Promise.reject(new TypeError("Failed to fetch"));
const unknown = { ok: false, code: "no_answer" };

test("an answer that never came is a refusal that says so, and not a page that cannot be drawn", async () => {
  expect(await answered(lost)).toEqual(unknown);
  expect(await withStepUp({ purpose: "identity" }, false, lost)).toEqual(unknown);
  expect(await withProof(lost, "a password", lost)).toEqual(unknown);
});
