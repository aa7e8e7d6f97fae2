import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { BreakGlassReviewId } from "#core/domain/ids.ts";
import type { SubmitRequestInput } from "#core/domain/request/request-input.ts";
import { type Company, createCompany, testPolicy } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { createRecordingChannel } from "#core/testing/recording-channel.ts";
import { closeReview } from "#core/usecases/break-glass/close-review.ts";
import { escalateReviews } from "#core/usecases/break-glass/escalate-reviews.ts";
import { listReviews } from "#core/usecases/break-glass/list-reviews.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { tellDue } from "#core/usecases/notify/tell-due.ts";
import { previewRequest } from "#core/usecases/preview-request.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, other, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let tomas: Confirmer;

const emergencyRule = `  - id: emergency
    who: { groups: [engineering] }
    what: { actions: [write] }
    when: person.onCall
    breakGlass: true
    then: { autoApprove: true, maxDuration: 30m, stepUp: true, notify: [resource.owners, "group:security"] }
`;

beforeAll(async () => {
  company = await createCompany(core);
  tomas = await createConfirmer(core, await company.signedIn("tomas"));
  const mei = await createConfirmer(core, await company.signedIn("mei"));
  const change = { summary: "emergencies", change: { kind: "policy", document: testPolicy + emergencyRule } } as const;
  const proposed = await proposeChange(core, await company.as("priya"), change);
  if (!proposed.ok) throw new Error(proposed.error);
  const decided = await decideConfirmed(core, mei, { changeId: proposed.value.id, decision: "approve" });
  if (!decided.ok) throw new Error(decided.error);
});

const refusedAs = (error: string) => ({ ok: false, error });
const wish = (more: Partial<SubmitRequestInput> = {}): SubmitRequestInput => ({
  ...{ entitlementIds: [company.write], durationSeconds: 900, justification: "checkout is down, INC-9" },
  breakGlass: true,
  ...more,
});
const sent = ({ startsAt, ...rest }: SubmitRequestInput) => ({
  ...rest,
  ...(startsAt ? { startsAt: startsAt.toISOString() } : {}),
});
const confirming = (asked: SubmitRequestInput) =>
  ({ purpose: "request", wish: sent(asked) }) as unknown as Parameters<Confirmer["confirm"]>[0];
const breakGlass = async (asked = wish()) => {
  const done = await submitRequest(core, tomas.caller, { ...asked, stepUp: await tomas.confirm(confirming(asked)) });
  if (!done.ok) throw new Error(done.error);
  return done.value;
};
const reviewOf = async (requestId: string) => {
  const listed = await listReviews(core, await company.as("jonas"), {});
  const review = listed.ok ? listed.value.find((each) => each.requestId === requestId) : undefined;
  if (!review) throw new Error("no review");
  return review;
};
const close = async (reviewId: BreakGlassReviewId, by: "ana" | "ben" | "mei" | "tomas" | "carl" | "ines") =>
  closeReview(core, await company.as(by), { reviewId, outcome: "justified", comment: "an incident, as written" });

describe("emergency access", () => {
  it("is given at once to whom a rule marked so names, and only to a holder who confirms exactly this wish", async () => {
    expect(await submitRequest(core, tomas.caller, wish())).toEqual(refusedAs("step_up_required"));
    const stepUp = await tomas.confirm(confirming(wish({ durationSeconds: 600 })));
    expect(await submitRequest(core, tomas.caller, { ...wish(), stepUp })).toEqual(refusedAs("step_up_mismatch"));
    const request = await breakGlass();
    expect(request).toMatchObject({ status: "approved", decision: { outcome: "auto-approve", breakGlass: true } });
    expect(request.grants).toHaveLength(1);
    const kinds = await sql(`SELECT kind FROM "AuditEvent" WHERE "requestId" = $1 ORDER BY id`, [request.id]);
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["breakGlassUsed", "breakGlassReviewOpened"]));
  });

  it("is nobody else's, never longer than its rule, never on behalf, and never later", async () => {
    const ines = await createConfirmer(core, await company.signedIn("ines"));
    expect(await submitRequest(core, ines.caller, wish())).toMatchObject({ ok: true, value: { status: "denied" } });
    const long = await submitRequest(core, tomas.caller, wish({ durationSeconds: 7200 }));
    expect(long).toMatchObject({ ok: true, value: { status: "denied" } });
    const forAnother = wish({ forPersonId: company.people.ines.id });
    expect(await submitRequest(core, tomas.caller, forAnother)).toEqual(refusedAs("break_glass_now"));
    const later = wish({ startsAt: new Date((await core.clock.now()).getTime() + 3_600_000) });
    expect(await previewRequest(core, tomas.caller, later)).toEqual(refusedAs("break_glass_now"));
  });

  it("is never given with a token", async () => {
    const stepUp = await tomas.confirm(confirming(wish()));
    const token = { ...tomas.caller, session: null, scopes: ["request:write"] as const };
    expect(await submitRequest(core, token, { ...wish(), stepUp })).toEqual(refusedAs("step_up_required"));
  });

  it("of two calls at once with one confirmation, one is given", async () => {
    const input = { ...wish(), stepUp: await tomas.confirm(confirming(wish())) };
    const answers = await Promise.all([
      submitRequest(core, tomas.caller, input),
      submitRequest(other, tomas.caller, input),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is given although the revoker is silent, and the record says in spite of what", async () => {
    await sql(`UPDATE "Heartbeat" SET "at" = clock_timestamp() - interval '2 minutes' WHERE id = $1`, [
      reconcilerHeartbeat,
    ]);
    const usual = { ...wish({ entitlementIds: [company.read] }), breakGlass: undefined };
    expect(await submitRequest(core, tomas.caller, usual)).toEqual(refusedAs("revoker_silent"));
    for (const each of [usual, wish()])
      expect(await previewRequest(core, tomas.caller, each)).toMatchObject({ value: { closed: "revoker_silent" } });
    const request = await breakGlass();
    const [used] = await sql(`SELECT data FROM "AuditEvent" WHERE kind = 'breakGlassUsed' AND "requestId" = $1`, [
      request.id,
    ]);
    expect(used).toMatchObject({ data: { despite: "revoker_silent" } });
    await core.heartbeats.beat(reconcilerHeartbeat, "test");
  });

  it("is told at once, with its reason, to everyone whom the rule names, the owners of what was taken among them", async () => {
    const mail = createRecordingChannel("email");
    const telling = { ...core, channels: [mail] };
    await tellDue(telling, ticker);
    mail.sent.length = 0;
    const { id } = await breakGlass();
    await tellDue(telling, ticker);
    const told = mail.sent.filter(({ message: { kind } }) => kind === "breakGlassUsed");
    expect(told.map(({ person }) => person?.name).sort()).toEqual(["ana", "ben", "mei", "priya"]);
    expect(told[0]?.message.link.path).toBe(`/requests/${id}`);
    const reasons = new Map(told.map(({ person, message }) => [person?.name, message.reason]));
    expect(reasons).toEqual(
      new Map([...["ana", "ben", "mei"].map((who) => [who, wish().justification] as const), ["priya", null]]),
    );
  });

  it("is readable at once, with its reason, to everyone whom the rule names", async () => {
    const { id: requestId } = await breakGlass();
    for (const name of ["ana", "ben", "mei"] as const) {
      const read = await readRequest(core, await company.as(name), { requestId });
      expect(read).toMatchObject({ ok: true, value: { justification: wish().justification } });
    }
    expect(await readRequest(core, await company.as("ines"), { requestId })).toEqual(refusedAs("not_found"));
  });
});

describe("its review", () => {
  it("is closed once, by one of those who were told, and never by its holder", async () => {
    const { id } = await reviewOf((await breakGlass()).id);
    expect(await close(id, "tomas")).toEqual(refusedAs("own_request"));
    expect(await close(id, "ines")).toEqual(refusedAs("not_found"));
    const answers = await Promise.all([close(id, "ana"), close(id, "ben")]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await close(id, "mei")).toEqual(refusedAs("already_closed"));
    const closed = await listReviews(core, await company.as("tomas"), {});
    expect(closed.ok && closed.value.find((each) => each.id === id)).toMatchObject({ outcome: "justified" });
  });

  it("that stays open is said to be overdue after 72 hours, and again each day", async () => {
    await sql(
      `UPDATE "BreakGlassReview" SET "closedAt" = clock_timestamp(), version = version + 1 WHERE "closedAt" IS NULL`,
    );
    const { id } = await reviewOf((await breakGlass()).id);
    expect(await escalateReviews(core, ticker)).toBe(0);
    await sql(
      `UPDATE "BreakGlassReview" SET "openedAt" = clock_timestamp() - interval '72 hours 1 second' WHERE id = $1`,
      [id],
    );
    expect(await escalateReviews(core, ticker)).toBe(1);
    expect(await escalateReviews(core, ticker)).toBe(0);
    await sql(
      `UPDATE "BreakGlassReview" SET "escalatedAt" = clock_timestamp() - interval '24 hours 1 second' WHERE id = $1`,
      [id],
    );
    expect(await escalateReviews(core, ticker)).toBe(1);
  });

  it("that is overdue makes the holder's next emergency need a second person, until it is closed", async () => {
    const request = await breakGlass();
    expect(request).toMatchObject({ status: "pending", decision: { outcome: "needs-approval", breakGlass: true } });
    const ana = await createConfirmer(core, await company.signedIn("ana"));
    const ballot = { requestId: request.id, digest: request.digest, vote: "approve" } as const;
    expect(await voteOnRequest(core, ana.caller, ballot)).toEqual(refusedAs("step_up_required"));
    const stepUp = await ana.confirm({ purpose: "vote", votes: [ballot] });
    expect(await voteOnRequest(core, ana.caller, { ...ballot, stepUp })).toMatchObject({
      ok: true,
      value: { status: "approved" },
    });
    expect((await reviewOf(request.id)).closedAt).toBeNull();
    const owed = await sql(`SELECT id FROM "BreakGlassReview" WHERE "closedAt" IS NULL`);
    for (const { id } of owed) await close(id as BreakGlassReviewId, "mei");
    expect(await breakGlass()).toMatchObject({ status: "approved" });
  });
});
