import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ClockProvider } from "#components/clock/clock-provider.tsx";
import type { ShownGrant } from "#components/grant/shown-grant.ts";
import type { ShownRequestView } from "./query.ts";
import { requestSteps } from "./request-steps.tsx";

const now = "2026-11-27T12:00:00.000Z";
const request = {
  ...{ extendsGrantId: null, status: "approved", createdAt: "2026-11-27T08:00:00.000Z", decidedAt: null, votes: [] },
  ...{ requester: { id: "per_1", name: "Ines" }, decision: { outcome: "auto-approve", items: [] } },
} as unknown as ShownRequestView;
const ended = {
  ...{ id: "grt_1", status: "ended", endReason: "expired", account: "lapse_1", credentialRevealedAt: null },
  ...{ scheduledFor: null, startsAt: "2026-11-27T09:00:00.000Z", readyAt: "2026-11-27T09:00:01.000Z" },
  ...{ expiresAt: "2026-11-27T10:00:00.000Z", endedAt: "2026-11-27T10:00:00.100Z", provedAt: null },
  entitlement: { name: "read on orders-db", target: { kind: "postgresql" } },
} as unknown as ShownGrant;

/** The last step: its state, its title and its detail as they are read. */
const lastStep = (grant: Partial<ShownGrant>): string => {
  const step = requestSteps(request, [{ ...ended, ...grant }], Date.parse(now)).at(-1);
  const drawn = renderToStaticMarkup(
    <ClockProvider now={now} timeZone="UTC">
      {step?.title}: {step?.detail}
    </ClockProvider>,
  );
  return `${step?.state ?? "done"} ${drawn.replaceAll(/<[^>]*>/g, "")}`;
};

test("only what a target was asked about and confirmed is said to be confirmed by it", () => {
  expect(lastStep({})).toBe("done Ended: at its deadline: today 10:00 · confirmed by the target");
  expect(lastStep({ endReason: "unverified" })).toBe(
    "done Ended: the target was retired before it was proved: today 10:00",
  );
  expect(lastStep({ endReason: "unverified", provedAt: "2026-11-27T11:00:00.000Z" })).toBe(
    "done Its end was proved after all: today 11:00 · confirmed by the target",
  );
  expect(lastStep({ startsAt: null, readyAt: null, endReason: "ineligible" })).toBe(
    "done Ended: no longer eligible at its start: today 10:00",
  );
});

test("a start that was called off is not still to come", () => {
  const calledOff = { scheduledFor: "2026-11-28T09:00:00.000Z", startsAt: null, readyAt: null, expiresAt: null };
  expect(lastStep({ ...calledOff, endReason: "cancelled" })).toBe("done Ended: cancelled before it began: today 10:00");
});
