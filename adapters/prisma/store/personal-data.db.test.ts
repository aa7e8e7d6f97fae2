import { afterAll, expect, test } from "vitest";
import { connectDatabase } from "../client.ts";
import { createAuditTrail } from "../audit-trail.ts";
import { ids, sampleGrant } from "../sample-rows.ts";
import { createStore } from "./store.ts";
import { erasedMark } from "#core/domain/audit/restore-personal-data.ts";
import type { Actor, AuditEntry } from "#core/domain/audit/event.ts";
import { commitment } from "#core/domain/audit/tree/commitment.ts";
import { transition, update } from "#core/domain/transition.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const connection = connectDatabase(database.appUrl);
afterAll(connection.close);
const { prisma } = connection;
const store = createStore(prisma);
const trail = createAuditTrail(prisma);
const by: Actor = { personId: ids.newId("per"), via: "browser", correlationId: "c-1" };

const written = async (correlationId: string) => {
  const events = await prisma.auditEvent.findMany({ where: { correlationId }, orderBy: { id: "asc" } });
  const values = await prisma.auditPersonal.findMany({
    where: { eventId: { in: events.map(({ id }) => id) } },
    orderBy: [{ eventId: "asc" }, { field: "asc" }],
  });
  return { events, values };
};

test("what is personal is in the record as commitments alone, which its values and salts open", async () => {
  const personId = ids.newId("per");
  const data = {
    comment: "her manager asked",
    at: new Date("2031-01-01T00:00:00Z"),
    nested: [{ address: "2001:db8::1" }],
  };
  await store.commit(by, [transition({ events: [{ kind: "voteCast", personId, data }] })]);
  const { events, values } = await written("c-1");
  expect(events[0]?.data).toEqual({ comment: null, at: "2031-01-01T00:00:00.000Z", nested: [{ address: null }] });
  expect(values.map(({ field, value }) => [field, value])).toEqual([
    ["/actorId", by.personId],
    ["/data/comment", "her manager asked"],
    ["/data/nested/0/address", "2001:db8::1"],
    ["/personId", personId],
  ]);
  const opened = values.map(({ field, value, salt }) => [field, commitment(field, value as string, salt)]);
  expect(Object.fromEntries(opened)).toEqual(events[0]?.commitments);
  expect(new Set(values.map(({ salt }) => Buffer.from(salt).toString("hex"))).size).toBe(4);
  const { items } = await trail.page({ personId }, { limit: 1 });
  expect(items[0]?.data).toEqual({ ...data, at: "2031-01-01T00:00:00.000Z" });
});

test("in a batch every value stands beside its own event, and those of a refused step are not written", async () => {
  const refused = sampleGrant();
  const event = (comment: string): AuditEntry => ({ kind: "voteCast", data: { comment } });
  const steps = [
    transition({ events: [event("first"), { kind: "signedIn" }, event("second")] }),
    transition({ writes: [update("Grant", refused, {})], events: [event("never")] }),
    transition({ events: [event("third")] }),
  ];
  const commits = await store.commit({ ...by, personId: null, correlationId: "c-2" }, steps);
  expect(commits.map(({ done }) => done)).toEqual([true, false, true]);
  const { events, values } = await written("c-2");
  expect(events.map(({ kind }) => kind)).toEqual(["voteCast", "signedIn", "voteCast", "voteCast"]);
  const [first, , second, third] = events;
  expect(values.map(({ eventId, value }) => [eventId, value])).toEqual([
    [first?.id, "first"],
    [second?.id, "second"],
    [third?.id, "third"],
  ]);
});

test("one step with several events keeps their values apart too", async () => {
  const event = (comment: string): AuditEntry => ({ kind: "voteCast", data: { comment } });
  await store.commit({ ...by, correlationId: "c-3" }, [transition({ events: [event("one"), event("two")] })]);
  const { events, values } = await written("c-3");
  const comments = values.filter(({ field }) => field === "/data/comment");
  expect(comments.map(({ eventId, value }) => [eventId, value])).toEqual([
    [events[0]?.id, "one"],
    [events[1]?.id, "two"],
  ]);
});

test("a value that was erased is shown as erased; the event stays as it was", async () => {
  const personId = ids.newId("per");
  const data = { comment: "to be forgotten", durationSeconds: 60 };
  await store.commit({ ...by, correlationId: "c-4" }, [transition({ events: [{ kind: "voteCast", personId, data }] })]);
  const before = await written("c-4");
  await withClient(database.adminUrl, (admin) =>
    admin.query(`DELETE FROM "AuditPersonal" WHERE "eventId" = $1`, [before.events[0]?.id]),
  );
  expect((await written("c-4")).events).toEqual(before.events);
  const { items } = await trail.page({ personId }, { limit: 1 });
  expect(items[0]?.data).toEqual({ comment: erasedMark, durationSeconds: 60 });
});
