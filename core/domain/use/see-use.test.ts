import { expect, it } from "vitest";
import type { HoldingId, TargetId } from "#core/domain/ids.ts";
import { seeUse } from "#core/domain/use/see-use.ts";
import type { HoldingUse } from "#core/domain/use/use-seen.ts";
import { at } from "#core/testing/grants.ts";

const holding = { id: "hld_one" as HoldingId, targetId: "tgt_one" as TargetId };

it("keeps the first and the last instant of use, and writes no more than once a minute", () => {
  const first = seeUse(undefined, holding, at(0))?.writes[0]?.row as HoldingUse;
  expect(first).toMatchObject({ firstSeenAt: at(0), lastSeenAt: at(0) });
  const later = (ms: number) => new Date(at(0).getTime() + ms);
  expect(seeUse(first, holding, later(59_999))).toBeNull();
  expect(seeUse(first, holding, later(60_000))?.writes[0]?.row).toMatchObject({
    firstSeenAt: at(0),
    lastSeenAt: later(60_000),
  });
  expect(seeUse(first, holding, later(-60_000))).toBeNull();
});
