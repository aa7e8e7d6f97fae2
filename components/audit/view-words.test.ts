import { expect, test } from "vitest";
import { viewWords } from "./view-words.ts";

const [ines, read, gone] = [`per_${"1".repeat(26)}`, `ent_${"2".repeat(26)}`, `per_${"3".repeat(26)}`];
const names = { [ines]: "Ines Alba", [read]: "read on orders-db" };
const words = (limits: object) => viewWords(`auditRead ${JSON.stringify(limits)}`, names);

test("a reading says by name what it looked at, and by id only what has no name", () => {
  expect(words({ accessAt: "", personId: ines })).toBe("access at an instant, about Ines Alba");
  expect(words({ accessAt: "pdf", entitlementId: read })).toBe(
    "access at an instant, pdf, entitlement read on orders-db",
  );
  expect(words({ kind: "voteCast", actorId: ines, personId: gone })).toBe(`kind voteCast, by Ines Alba, about ${gone}`);
  expect(words({ event: "4711" })).toBe("event 4711");
  expect(words({})).toBe("everything");
});

test("what is no list of limits is shown as it stands: words of another door, and what was erased", () => {
  for (const view of ["auditExported log entries", "auditRead {", "[erased]", null])
    expect(viewWords(view, names)).toBe(view);
});
