import { expect, test } from "vitest";
import { eventKinds } from "#core/domain/audit/event.ts";
import { controls } from "#core/domain/evidence/controls.ts";
import { topics } from "#core/domain/evidence/topics.ts";

/** Told by rows that are folded from them: of requests, grants and revocations. */
const folded = /^(request|grant)/;

test("every kind of event has rows of its own in a pack, beside those of all events", () => {
  const told = new Set(topics.flatMap(({ kinds }) => kinds ?? []));
  const untold = eventKinds.filter((kind) => !told.has(kind) && !folded.test(kind));
  // Of these nothing hangs: they are among all events, and nowhere else.
  expect(untold).toEqual(["noticePreferencesChanged", "testMessageSent", "portalCreated"]);
});

test("no kind has rows in two places, so that nothing is counted twice", () => {
  const all = topics.flatMap(({ kinds }) => kinds ?? []);
  expect(all.filter((kind, at) => all.indexOf(kind) !== at)).toEqual([]);
});

test("the controls that are promised are mapped, each to files that a pack has", () => {
  const ids = controls.map(({ framework, id }) => `${framework} ${id}`);
  expect(ids).toEqual([
    ...["SOC 2 CC6.1", "SOC 2 CC6.2", "SOC 2 CC6.3"],
    ...["A.5.15", "A.5.16", "A.5.17", "A.5.18", "A.8.2"].map((id) => `ISO/IEC 27001:2022 ${id}`),
    ...["PCI DSS 4.0 7", "NIST SP 800-53 AC-2", "NIST SP 800-53 AC-6"],
  ]);
  const own = ["rows/requests.jsonl", "rows/grants.jsonl", "rows/revocations.jsonl", "policy/", "receipts/", "log/"];
  const known = new Set([...topics.map(({ path }) => path), ...own]);
  expect(controls.flatMap(({ files }) => files).filter((file) => !known.has(file))).toEqual([]);
});
