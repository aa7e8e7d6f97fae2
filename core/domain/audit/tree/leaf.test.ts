import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { commitment } from "#core/domain/audit/tree/commitment.ts";
import { leaf } from "#core/domain/audit/tree/leaf.ts";
import { splitPersonalData } from "#core/domain/audit/tree/personal-data.ts";
import type { PersonId, RequestId } from "#core/domain/ids.ts";

const event: AuditEvent = {
  position: "42",
  at: new Date("2031-02-03T04:05:06.007Z"),
  kind: "requestSubmitted",
  actorId: "per_alice" as PersonId,
  personId: "per_bob" as PersonId,
  via: "browser",
  correlationId: "cor_1",
  requestId: "req_1" as RequestId,
  data: { justification: "Müller's disk is full", durationSeconds: 3_600, approvers: ["per_carol", "policy"] },
};

const salt = (byte: number) => new Uint8Array(16).fill(byte);

function leafOf(subject: AuditEvent, byte = 1): string {
  const parted = splitPersonalData(subject);
  const commitments = new Map(
    parted.personal.map(({ field, value }) => [field, commitment(field, value, salt(byte))] as const),
  );
  return new TextDecoder().decode(leaf(subject, parted, commitments));
}

describe("a leaf", () => {
  test("is the same canonical text for ever", () => {
    expect(leafOf(event)).toMatchInlineSnapshot(
      `"{"at":"2031-02-03T04:05:06.007Z","commitments":{"/actorId":"jFz/MECJtgk+dsXh8xZMBkaNNJ03yaUDyrsM/pg0SVA=","/data/approvers/0":"WTpPi55CDIueBLSRBRzjXKwbonhucWoTHX3QcHvkaAs=","/data/justification":"7p+wXNWHoSuHsac0nRkB2cMvCn+AfP+Her0uAxnYDDo=","/personId":"iBW2A8Z3Gz+Wr7k5NcKDoIrCxnXV3QwIChVvFk6xR0g="},"correlationId":"cor_1","data":{"approvers":[null,"policy"],"durationSeconds":3600,"justification":null},"format":"lapse-event-1","kind":"requestSubmitted","position":"42","requestId":"req_1","via":"browser"}"`,
    );
  });

  test("has no personal value in it, wherever the event carries one", () => {
    const text = leafOf(event);
    for (const secret of ["per_", "alice", "bob", "carol", "Müller", "disk"]) expect(text).not.toContain(secret);
    expect(splitPersonalData(event).personal.map(({ field }) => field)).toEqual([
      "/actorId",
      "/personId",
      "/data/approvers/0",
      "/data/justification",
    ]);
  });

  test("commits to everything personal: another value or another salt is another leaf", () => {
    const other = { ...event, data: { ...event.data, justification: "another" } };
    expect(leafOf(other)).not.toBe(leafOf(event));
    expect(leafOf(event, 2)).not.toBe(leafOf(event));
    expect(leafOf({ ...event, actorId: null })).not.toBe(leafOf(event));
  });

  test("keeps a person's id out even as a member's name, or in the midst of a text", () => {
    const data = { votes: { per_dave: "approve" }, note: "see per_erin", "a/b~c": { x: "per_finn" } };
    const text = leafOf({ ...event, data });
    expect(text).not.toContain("per_");
    const fields = splitPersonalData({ ...event, data }).personal.map(({ field }) => field);
    expect(fields.slice(2)).toEqual(["/data/a~1b~0c/x", "/data/note", "/data/votes"]);
  });

  test("is never made with a commitment too few or too many", () => {
    const parted = splitPersonalData(event);
    expect(() => leaf(event, parted, new Map())).toThrow("no commitment for /actorId");
    const all = new Map(parted.personal.map(({ field }) => [field, "x"] as const));
    expect(() => leaf(event, parted, new Map([...all, ["/data/else", "x"]]))).toThrow("commitments to nothing");
  });

  test("refuses data that is not plain JSON rather than logging less than happened", () => {
    expect(() => splitPersonalData({ ...event, data: { until: new Date(0) } })).toThrow(TypeError);
  });

  test("of an event with too much data has its digest instead, and still depends on all of it", () => {
    const long = (mark: string) => ({ ...event, data: { rows: Array.from({ length: 20_000 }, () => mark) } });
    expect(leafOf(long("abc")).length).toBeLessThan(1_000);
    expect(leafOf(long("abc"))).not.toBe(leafOf(long("abd")));
  });
});

describe("a commitment", () => {
  test("binds the field, the salt and the value", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(255), fc.nat(255), (one, other, first, second) => {
        const made = commitment("/data/a", one, salt(first));
        expect(made).toMatch(/^[A-Za-z0-9+/]{43}=$/);
        expect(commitment("/data/a", other, salt(second)) === made).toBe(one === other && first === second);
        expect(commitment("/data/b", one, salt(first))).not.toBe(made);
      }),
    );
  });

  test("takes no salt but of 128 bits", () => {
    expect(() => commitment("/actorId", "per_x", new Uint8Array(15))).toThrow(RangeError);
  });
});
