import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuditEvent, eventKinds } from "#core/domain/audit/event.ts";
import { ocsfClass } from "#core/domain/siem/ocsf-class.ts";
import type { SequencedEvent } from "#core/domain/siem/sequenced-event.ts";
import { toCef } from "#core/domain/siem/to-cef.ts";
import { toOcsf } from "#core/domain/siem/to-ocsf.ts";

const ines = { id: "per_ines", name: "Ines Duarte", email: "ines@example.test" };
const sequenced = (changes: Partial<AuditEvent> = {}): SequencedEvent => ({
  index: 41,
  actor: null,
  person: ines,
  event: {
    position: "77",
    at: new Date("2030-01-01T12:00:00.123Z"),
    kind: "grantActivated",
    actorId: null,
    via: "ticker",
    correlationId: "c1",
    grantId: "grt_1",
    targetId: "tgt_1",
    data: { to: "active" },
    ...changes,
  } as AuditEvent,
});

/** An event that is about nothing and nobody. */
const bare = (kind: AuditEvent["kind"]): { event: AuditEvent } => ({
  event: { ...{ position: "1", at: new Date(0), kind, actorId: null, via: "ticker" }, correlationId: "c", data: {} },
});

describe("OCSF", () => {
  it("an access that began is the assignment of a privilege to its holder", () => {
    expect(toOcsf(sequenced())).toMatchObject({
      category_uid: 3,
      class_uid: 3005,
      activity_id: 1,
      type_uid: 300501,
      status_id: 1,
      time: 1893499200123,
      metadata: { uid: "77", sequence: 41, event_code: "grantActivated" },
      actor: { app_name: "ticker" },
      user: { uid: "per_ines", email_addr: "ines@example.test" },
      resources: [
        { type: "grant", uid: "grt_1" },
        { type: "target", uid: "tgt_1" },
      ],
      unmapped: { to: "active", about: { grant: "grt_1", target: "tgt_1" } },
    });
  });

  it("a failed sign-in is a failed logon", () => {
    const told = toOcsf(sequenced({ kind: "signInFailed", data: { address: "192.0.2.7" } }));
    expect(told).toMatchObject({ class_uid: 3002, type_uid: 300201, status_id: 2, severity_id: 2 });
    expect(told["src_endpoint"]).toEqual({ ip: "192.0.2.7" });
  });

  /** What schema.ocsf.io, 1.5.0, requires of each class, and of every event; of `user`, `entity` and `group` a name or an id. */
  const required: Readonly<Record<number, readonly string[]>> = {
    3001: ["user"],
    3002: ["user", "service"],
    3004: ["entity"],
    3005: ["user", "privileges"],
    3006: ["group"],
  };
  const always = ["activity_id", "category_uid", "class_uid", "metadata", "severity_id", "time", "type_uid"];

  /** Of every event of the category, what we use; and what the schema has for each class besides. */
  const ofAll = [
    ...always,
    ...["category_name", "class_name", "activity_name", "severity", "status_id", "status", "message"],
    ...["actor", "src_endpoint", "unmapped"],
  ];
  const allowed: Readonly<Record<number, readonly string[]>> = {
    3001: ["user"],
    3002: ["user", "service"],
    3004: ["entity"],
    3005: ["user", "privileges", "resources"],
    3006: ["user", "group"],
  };

  it.each(eventKinds)("%s has nothing that the schema does not know of its class", (kind) => {
    const ids = { requestId: "req_1", entitlementId: "ent_1", personId: "per_ines" } as object;
    const told = toOcsf(sequenced({ kind, ...ids, data: { address: "192.0.2.7" } }));
    const known = new Set([...ofAll, ...(allowed[Number(told["class_uid"])] ?? [])]);
    expect(Object.keys(told).filter((name) => !known.has(name))).toEqual([]);
    expect(told["unmapped"]).toMatchObject({
      about: { grant: "grt_1", request: "req_1", entitlement: "ent_1", target: "tgt_1", person: "per_ines" },
    });
  });

  it.each(eventKinds)("%s has what the schema requires of its class, also where nobody is known", (kind) => {
    for (const { event, person } of [sequenced({ kind }), { ...bare(kind), person: null }]) {
      const told = toOcsf({ index: 1, event, actor: null, person });
      const wanted = [...always, ...(required[Number(told["class_uid"])] ?? [])];
      expect(wanted.filter((name) => told[name] === undefined)).toEqual([]);
      expect(told["metadata"]).toMatchObject({ version: "1.5.0", product: { name: "Lapse" } });
      for (const name of ["user", "entity", "group"] as const) {
        const one = told[name] as { name?: string; uid?: string } | undefined;
        if (one) expect(one.name ?? one.uid).toBeTruthy();
      }
    }
  });

  it("what somebody should look at at once is graver than what happens all day", () => {
    const severity = (kind: AuditEvent["kind"]) => Number(toOcsf(sequenced({ kind }))["severity_id"]);
    for (const kind of ["breakGlassUsed", "redSwitchPulled", "policyRecovered", "restoreFound"] as const)
      expect(severity(kind)).toBe(4);
    for (const kind of ["grantActivated", "signedIn", "auditRead"] as const) expect(severity(kind)).toBe(1);
  });

  it.each(eventKinds)("%s has a class, and its type is made of class and activity", (kind) => {
    const { classUid, activityId } = ocsfClass(kind);
    expect(toOcsf(sequenced({ kind }))["type_uid"]).toBe(classUid * 100 + activityId);
  });
});

describe("CEF", () => {
  it("is one line with its place in the log", () => {
    expect(toCef(sequenced())).toBe(
      "CEF:0|Lapse|Lapse|1|grantActivated|Grant activated|2|rt=1893499200123 externalId=77 outcome=success " +
        "duid=per_ines duser=ines@example.test cn1=41 cn1Label=logIndex cs1=grt_1 cs1Label=grant cs4=tgt_1 cs4Label=target " +
        'cs5=c1 cs5Label=correlation cs6=ticker cs6Label=door msg={"to":"active"}',
    );
  });

  it("an address is told under the key that its version of IP has", () => {
    const told = (address: string) => toCef(sequenced({ kind: "signedIn", data: { address } }));
    expect(told("192.0.2.7")).toContain(" src=192.0.2.7 ");
    expect(told("2001:db8::7")).toContain(" c6a2=2001:db8::7 c6a2Label=Source IPv6 Address ");
    expect(told("2001:db8::7")).not.toContain(" src=");
  });

  it("nothing that somebody wrote breaks out of its value", () => {
    const hostile = fc.string({ unit: fc.constantFrom("|", "=", "\\", "\n", "\r", "\u2028", "a", " ", "\u0000") });
    fc.assert(
      fc.property(hostile, (said) => {
        const line = toCef(sequenced({ data: { said }, correlationId: said }));
        expect(line).not.toMatch(/[\p{Cc}]/u);
        // Every "=" that is not escaped ends a key of ours.
        const keys = [...line.matchAll(/(?<!\\)(?:\\\\)*([A-Za-z0-9]+)=/gu)].map(([, key]) => key);
        expect(keys.filter((key) => key === "rt" || key === "msg" || key === "externalId")).toHaveLength(3);
        expect(line.split("|").length).toBeGreaterThanOrEqual(8);
      }),
    );
  });
});
