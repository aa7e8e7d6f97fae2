import { expect, test } from "vitest";
import type { Core } from "#core/ports/core.ts";
import type { LogTrouble, PublishedCheckpoint } from "#core/ports/log.ts";
import { evidenceOf } from "#core/usecases/reports/evidence-of.ts";

const published = (size: number, cosigned: boolean): PublishedCheckpoint => ({
  ...{ size, cosigned, at: new Date(0) },
  note: `log.example/lapse\n${size}\ncm9vdA==\n\n— a signature\n`,
});
const said = (
  witnesses: readonly { name: string; isIndependent: boolean }[],
  latest: PublishedCheckpoint | null,
  cosigned: PublishedCheckpoint | null,
  trouble: LogTrouble | null = null,
) =>
  evidenceOf({
    witnesses: witnesses as unknown as Core["witnesses"],
    log: {
      latest: () => Promise.resolve(latest),
      covering: () => Promise.resolve(cosigned ?? latest),
      standing: () => Promise.resolve({ trouble, heldUntil: null, agreedAt: null }),
    },
  });

const beside = { name: "witness.jsonl", isIndependent: false };
const elsewhere = { name: "witness.example/w1", isIndependent: true };
const checkpoint = "Checkpoint of the record then: 70 events, root cm9vdA==, signed by log.example/lapse.";

test("a file beside the portal, wherever it lies, makes nothing independently witnessed", async () => {
  expect(await said([beside], published(70, false), null)).toBe(`${checkpoint} Not independently witnessed.`);
  expect(await said([beside], null, null)).toBe(
    "The record has no signed checkpoint yet. Not independently witnessed.",
  );
});

test("a witness is named with what it has really signed, and no more is said of the rest", async () => {
  expect(await said([beside, elsewhere], published(70, false), null)).toBe(
    `${checkpoint} Not independently witnessed yet: witness.example/w1 has signed nothing so far.`,
  );
  expect(await said([beside, elsewhere], published(70, false), published(50, true))).toBe(
    `${checkpoint} Independently witnessed as far as 50 events, which witness.example/w1 signed; not beyond.`,
  );
  expect(await said([elsewhere], published(70, true), published(70, true))).toBe(
    `${checkpoint} Independently witnessed: witness.example/w1 signed it too.`,
  );
});

test("that nothing is signed now is said, and why", async () => {
  expect(await said([beside], published(70, false), null, "forked")).toContain("has seen another record");
});
