import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { expect, test } from "vitest";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { commitment } from "#core/domain/audit/tree/commitment.ts";
import { leaf } from "#core/domain/audit/tree/leaf.ts";
import { splitPersonalData } from "#core/domain/audit/tree/personal-data.ts";
import { howToVerify } from "#core/domain/evidence/how-to-verify.ts";

type Members = Record<string, unknown>;

const salt = Buffer.alloc(16, 7);

const event = (parts: object): AuditEvent => ({
  ...{ position: "42", at: new Date("2031-02-03T04:05:06.007Z"), kind: "requestSubmitted", actorId: null },
  ...{ via: "browser", correlationId: "cor_1", data: {}, ...parts },
});

const entryOf = (subject: AuditEvent): Uint8Array => {
  const parted = splitPersonalData(subject);
  return leaf(
    subject,
    parted,
    new Map(parted.personal.map(({ field, value }) => [field, commitment(field, value, salt)] as const)),
  );
};

/** The row of a pack, as somebody reads it who has nothing but the pack. */
const rowOf = (subject: AuditEvent): Members => {
  const salts = splitPersonalData(subject).personal.map(({ field }) => [field, salt.toString("base64")]);
  const row = { index: 41, ...subject, salts: Object.fromEntries(salts) as Members };
  return JSON.parse(JSON.stringify(row)) as Members;
};

/** Step 5 as its words say it, with another canonical JSON and another SHA-256 than ours. */
const byItsWords = (row: Members): Buffer => {
  const { index: _index, salts, actorId: _actorId, personId: _personId, ...rest } = row;
  const entry = structuredClone(rest);
  const commitments: Members = {};
  for (const [place, salted] of Object.entries(salts as Record<string, string>)) {
    const path = place.slice(1).split("/");
    const members = path.map((member) => member.replaceAll("~1", "/").replaceAll("~0", "~"));
    const value = members.reduce<unknown>((at, member) => (at as Members)[member], row);
    const hashed = Buffer.concat([
      Buffer.from(`lapse-commitment-1\n${JSON.stringify(place)}\n`),
      Buffer.from(salted, "base64"),
      Buffer.from(canonicalize(value) ?? ""),
    ]);
    commitments[place] = createHash("sha256").update(hashed).digest("base64");
    if (members[0] !== "data") continue;
    const parent = members.slice(0, -1).reduce<unknown>((at, member) => (at as Members)[member], entry);
    (parent as Members)[members.at(-1) ?? ""] = null;
  }
  return Buffer.from(canonicalize({ ...entry, commitments, format: "lapse-event-1" }) ?? "");
};

test.each([
  ["of nobody", event({ kind: "portalCreated" })],
  ["of a person about another", event({ actorId: "per_a", personId: "per_b", requestId: "req_1" })],
  [
    "with words, people in lists, and members that a pointer must escape",
    event({
      actorId: "per_a",
      grantId: "grt_1",
      data: {
        ...{ justification: "Müller’s disk\u2028is full", approvers: ["per_c", "policy"], durationSeconds: 3_600 },
        "a/b~c": { comment: "per_d", n: [1.5, null, { reason: "x" }] },
      },
    }),
  ],
])("the how-to of a pack is enough to make an entry again from its row: %s", (_, subject) => {
  expect(byItsWords(rowOf(subject)).toString()).toBe(Buffer.from(entryOf(subject)).toString());
});

test("the how-to names everything that a row has more or less than its entry", () => {
  const words = howToVerify({ size: 42, cosigned: false, note: "", from: null, to: null });
  const subject = event({ actorId: "per_a", personId: "per_b", data: { comment: "x" } });
  const [row, entry] = [rowOf(subject), JSON.parse(Buffer.from(entryOf(subject)).toString()) as Members];
  const differing = [...Object.keys(row), ...Object.keys(entry)].filter((name) => !(name in row) || !(name in entry));
  expect(differing.sort()).toEqual(["actorId", "commitments", "format", "index", "personId", "salts"]);
  for (const name of differing) expect(words).toMatch(new RegExp(`\`"?${name}`));
});
