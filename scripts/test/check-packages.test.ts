import { expect, test } from "vitest";
import { faultsOf, faultsOfPackages, type KnownBad } from "./check-packages.ts";

const list: KnownBad[] = [
  { package: "gate", from: "2.0.0", below: "2.3.4", why: "it stands open" },
  { package: "gate", exactly: ["3.1.0"], why: "it was stolen" },
];

test.each([
  ["1.9.9", []],
  ["2.0.0", ["it stands open"]],
  ["2.3.3", ["it stands open"]],
  ["2.3.4", []],
  ["2.10.0", []],
  ["2.3.3-beta.1", ["it stands open"]],
  ["3.1.0", ["it was stolen"]],
  ["3.1.1", []],
])("gate %s has the faults %j", (version, why) => {
  expect(faultsOf(list, "gate", version)).toEqual(why.map((reason) => `gate ${version}: ${reason}`));
});

test("another package of that version has none", () => {
  expect(faultsOf(list, "fence", "2.0.0")).toEqual([]);
});

test("what Lapse installs has no known fault, is pinned, and names no registry", async () => {
  expect(await faultsOfPackages()).toEqual([]);
});
