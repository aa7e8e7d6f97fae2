import { beforeAll, expect, it } from "vitest";
import type { SequencedEvent } from "#core/domain/siem/sequenced-event.ts";
import { transition } from "#core/domain/transition.ts";
import type { EventSink } from "#core/ports/event-sink.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { forwardEvents } from "#core/usecases/siem/forward-events.ts";

const { core, other, sql } = await openTestCore();
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

/** Events in the record, and their places in the log. */
const sequenced = async (count: number): Promise<void> => {
  const events = Array.from({ length: count }, () => ({ kind: "signedIn" as const, data: {} }));
  const { actor } = await company.as("ines");
  await core.store.commit(actor, [transition({ events })]);
  await sql(`INSERT INTO "LogLeaf" ("index", "eventId", "entry")
    SELECT (SELECT count(*) FROM "LogLeaf") + row_number() OVER (ORDER BY e."id") - 1, e."id", '\\x00'
    FROM "AuditEvent" e WHERE NOT EXISTS (SELECT FROM "LogLeaf" l WHERE l."eventId" = e."id")`);
};

/** Keeps what it is told; fails the way a test says. */
const keepingSink = (id: string) => {
  const told: SequencedEvent[] = [];
  const sink: EventSink & { told: SequencedEvent[]; fault: "before" | "after" | null } = {
    id,
    address: "memory",
    told,
    fault: null,
    deliver: (events) => {
      if (sink.fault === "before") return Promise.reject(new Error("away"));
      told.push(...events);
      return sink.fault === "after" ? Promise.reject(new Error("lost its answer")) : Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  return sink;
};
const places = (events: readonly SequencedEvent[]) => events.map(({ index }) => index);
const noBackOff = () => sql(`UPDATE "EventForwarding" SET "leaseUntil" = NULL`);

it("everything in the log is told once, in order, with the names of those it is about, and then what is new", async () => {
  await sequenced(450);
  const sink = keepingSink("order");
  const all = Number((await sql(`SELECT count(*) AS n FROM "LogLeaf"`))[0]!["n"]);
  expect(await forwardEvents(core, sink)).toBe(all);
  expect(places(sink.told)).toEqual(Array.from({ length: all }, (_, index) => index));
  expect(sink.told.at(-1)).toMatchObject({ actor: { name: "ines", email: "ines@example.test" } });
  expect(await forwardEvents(core, sink)).toBe(0);
  await sequenced(3);
  expect(await forwardEvents(core, sink)).toBe(3);
  expect((await core.forwarding.standing()).find(({ sinkId }) => sinkId === "order")).toMatchObject({ behind: 0 });
});

it("a delivery that fails moves nothing on: it waits, says why, and all of it comes again", async () => {
  const sink = keepingSink("failing");
  sink.fault = "before";
  expect(await forwardEvents(core, sink)).toBe(0);
  expect(sink.told).toEqual([]);
  expect((await core.forwarding.standing()).find(({ sinkId }) => sinkId === "failing")).toMatchObject({
    next: 0,
    error: "away",
  });
  sink.fault = null;
  expect(await forwardEvents(core, sink)).toBeNull();
  await noBackOff();
  expect(await forwardEvents(core, sink)).toBeGreaterThan(0);
});

it("a delivery whose answer was lost is repeated, never left out", async () => {
  const sink = keepingSink("repeated");
  sink.fault = "after";
  await forwardEvents(core, sink);
  const first = places(sink.told);
  sink.fault = null;
  await noBackOff();
  await forwardEvents(core, sink);
  const whole = places(sink.told).slice(first.length);
  expect(whole.slice(0, first.length)).toEqual(first);
  expect(whole).toEqual(Array.from({ length: whole.length }, (_, index) => index));
});

it("of two processes one works for a sink, and the other takes over when its lease ran out", async () => {
  const [one, two] = [keepingSink("shared"), keepingSink("shared")];
  const begun = Promise.withResolvers<undefined>();
  const goOn = Promise.withResolvers<undefined>();
  const slow: EventSink = {
    ...one,
    deliver: async (events) => {
      begun.resolve(undefined);
      await goOn.promise;
      await one.deliver(events);
    },
  };
  const working = forwardEvents(core, slow);
  await begun.promise;
  expect(await forwardEvents(other, two)).toBeNull();
  goOn.resolve(undefined);
  expect(await working).toBe(one.told.length);
  expect(two.told).toEqual([]);
  await sequenced(2);
  const held = (await core.forwarding.claim("shared", 60_000))!;
  expect(await forwardEvents(other, two)).toBeNull();
  await noBackOff();
  expect(await forwardEvents(other, two)).toBe(2);
  expect(await core.forwarding.advance("shared", held.fence, 0, 1_000)).toBe(false);
});
