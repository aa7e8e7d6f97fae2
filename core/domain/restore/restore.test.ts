import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { targetFence } from "#core/domain/holding/target-fence.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { freshPortal, isRestored, type Portal } from "#core/domain/portal.ts";
import { acknowledgeRestore, noteRestore } from "#core/domain/restore/restore-steps.ts";
import type { Transition } from "#core/domain/transition.ts";

const at = new Date("2026-11-26T10:00:00Z");
const portal = freshPortal("p", false, at);
const by = "per_1" as PersonId;
const after = ({ writes }: Transition): Portal => writes[0]!.row as Portal;

describe("a portal", () => {
  it("is restored from the moment it is found to be until somebody acknowledges it, and again when it is found again", () => {
    expect(isRestored(portal)).toBe(false);
    const found = after(noteRestore(portal, "behind", 3, at));
    expect(isRestored(found)).toBe(true);
    const acknowledged = after(acknowledgeRestore(found, by, "the backup of Monday", at));
    expect(isRestored(acknowledged)).toBe(false);
    expect(acknowledged).toMatchObject({ restoredAt: at, restoreAcknowledgedById: by });
    expect(isRestored(after(noteRestore(acknowledged, "forked", 0, at)))).toBe(true);
  });
});

describe("the fence that a target is told", () => {
  const instants = fc.date({ min: new Date("2026-01-01"), max: new Date("2079-01-01"), noInvalidDate: true });

  it("is the holding's own where no copy was ever found", () => {
    fc.assert(fc.property(fc.nat(), (fence) => targetFence(portal, { fence }) === fence));
  });

  it("is above every one of before, however often copies were found, as long as a claim takes a second", () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 1e9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (found, laterMs, busy) => {
          const again = new Date(found.getTime() + laterMs);
          const claims = Math.floor((busy * laterMs) / 1000);
          return (
            targetFence({ restoredAt: found }, { fence: claims }) < targetFence({ restoredAt: again }, { fence: 1 }) &&
            targetFence({ restoredAt: again }, { fence: claims }) < 2 ** 31
          );
        },
      ),
    );
  });
});
