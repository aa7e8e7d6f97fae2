import { describe, expect, it } from "vitest";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access } from "#core/ports/connector.ts";
import { formatMark, parseMark } from "./mark.ts";

const access: Access = {
  portalId: "prt_1",
  holdingId: "hld_1" as HoldingId,
  account: "lapse_ada_1",
  entitlement: { resource: "orders", action: "read", mapping: {} },
  fence: 7,
};

describe("mark", () => {
  it.each([false, true])("is read back as it was written (retired: %s)", (retired) => {
    expect(parseMark(formatMark(access, retired))).toEqual({
      portalId: "prt_1",
      holdingId: "hld_1",
      fence: 7,
      retired,
    });
  });

  it.each([
    null,
    "",
    "lapse",
    "lapse portal=prt_1 holding=hld_1",
    "x lapse portal=p holding=h fence=1",
    "lapse portal=p holding=h fence=1 ",
  ])("%j is nobody's mark", (comment) => {
    expect(parseMark(comment)).toBeNull();
  });

  it.each([
    { portalId: "prt_1 holding=hld_2" },
    { portalId: "" },
    { holdingId: "hld_1\nlapse" as HoldingId },
    { fence: -1 },
    { fence: 1.5 },
    { fence: Number.NaN },
  ])("is never written with %j in it", (change) => {
    expect(() => formatMark({ ...access, ...change })).toThrow();
  });
});
