import { expect, test } from "vitest";
import { askedOf, choose, emptyForm, previewedOf, recalledForm } from "./form-state.ts";

const zone = "UTC";
const now = Date.parse("2026-11-22T14:00:00Z");
const entitlement = (id: string) => ({
  id,
  name: id,
  resource: "db",
  target: { name: "orders", kind: "postgresql" },
  tags: {},
});
const filled = { ...emptyForm([entitlement("ent_a")]), justification: "Reading failed payments" };

test("a filled form sends what was chosen, and nothing that was left empty", () => {
  expect(askedOf(filled, now, zone).asked).toEqual({
    entitlementIds: ["ent_a"],
    durationSeconds: 3600,
    justification: "Reading failed payments",
  });
});

test("everything that is missing is named at once, each at its field", () => {
  const empty = { ...emptyForm([]), start: "2026-11-22T13:59", isForOther: true };
  expect(Object.keys(askedOf(empty, now, zone).problems ?? {})).toEqual([
    "entitlements",
    "justification",
    "start",
    "person",
  ]);
});

test("policy is asked before there is a reason, and not before everything else is there", () => {
  const unsaid = { ...filled, justification: "Read" };
  expect(askedOf(unsaid, now, zone).asked).toBeNull();
  expect(previewedOf(unsaid, now, zone)).toEqual({
    entitlementIds: ["ent_a"],
    durationSeconds: 3600,
    justification: "Read",
  });
  expect(previewedOf({ ...unsaid, isEmergency: true }, now, zone)).toMatchObject({ breakGlass: true });
  for (const missing of [{ chosen: [] }, { isForOther: true }, { start: "2026-11-22T13:59" }])
    expect(previewedOf({ ...filled, ...missing }, now, zone)).toBeNull();
  expect(previewedOf(filled, now, zone)).toEqual(askedOf(filled, now, zone).asked);
});

test("an end by the clock is counted from the start that was asked for", () => {
  const later = { ...filled, start: "2026-11-22T17:00", duration: { ...filled.duration, preset: "until" } };
  expect(askedOf(later, now, zone).asked).toMatchObject({
    durationSeconds: 3600,
    startsAt: "2026-11-22T17:00:00.000Z",
  });
});

test("choosing replaces, and with several it adds and takes away", () => {
  const [a, b] = [entitlement("ent_a"), entitlement("ent_b")];
  expect(choose(emptyForm([a]), b).chosen).toEqual([b]);
  const both = choose({ ...emptyForm([a]), several: true }, b);
  expect(both.chosen).toEqual([a, b]);
  expect(choose(both, a).chosen).toEqual([b]);
});

test("an earlier wish is asked again at once, for oneself, with the same words", () => {
  const recall = {
    requestId: "req",
    entitlements: [entitlement("ent_a")],
    durationSeconds: 5400,
    justification: "Same as before",
    ticket: "INC-1",
  };
  expect(askedOf(recalledForm(recall), now, zone).asked).toEqual({
    entitlementIds: ["ent_a"],
    durationSeconds: 5400,
    justification: "Same as before",
    ticket: "INC-1",
  });
});
