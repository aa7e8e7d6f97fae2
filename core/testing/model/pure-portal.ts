import { activateGrant, confirmEnded, endGrant, extendGrant, obligation } from "#core/domain/grant/grant-steps.ts";
import { type Grant, isLive } from "#core/domain/grant/grant.ts";
import { timeStep } from "#core/domain/grant/time-step.ts";
import { desiredHolding, nextDue } from "#core/domain/holding/desired-holding.ts";
import type { GrantId, HoldingId, RequestId } from "#core/domain/ids.ts";
import type { DecisionStage } from "#core/domain/policy/decision.ts";
import { checkVote } from "#core/domain/request/check-vote.ts";
import { approveByVotes, cancelRequest, denyRequest, lapseRequest } from "#core/domain/request/request-steps.ts";
import { type Request, statusAt, type Vote } from "#core/domain/request/request.ts";
import type { Transition } from "#core/domain/transition.ts";
import { aGrant, at } from "#core/testing/grants.ts";
import { aRequest, aStage, aVote, person } from "#core/testing/requests.ts";
import type { Action, Command } from "./commands.ts";
import { pick } from "./model.ts";

const [ana, ben, mei] = [person("ana"), person("ben"), person("mei")];
const durationSeconds = 600;
const mostExtensions = 3;

/** The domain's own rules on rows in memory, with one clock, one target and no use case between them. */
export class PurePortal {
  requests: Request[] = [];
  grants: Grant[] = [];
  /** What the target has, with the deadline it was told. */
  readonly target = new Map<HoldingId, Date>();
  readonly #actions = new Map<RequestId, Action>();
  readonly #votes = new Map<RequestId, Vote[]>();
  readonly #extensions = new Map<GrantId, number>();
  readonly #disabled = new Set<string>();
  #strict = false;
  #down = false;
  #now = at(0);

  /** False where the domain refuses. */
  run(command: Command): boolean {
    // Something always takes some time.
    this.#now = new Date(this.#now.getTime() + 1);
    switch (command.do) {
      case "ask":
        return this.#ask(command.who, command.action);
      case "vote":
        return this.#vote(command.nth, command.by, command.yes);
      case "cancel":
        return this.#settle(command.nth, (request) =>
          this.#disabled.has(request.holderId) ? null : cancelRequest(request, this.#now),
        );
      case "lapse":
        return this.#settle(command.nth, (request) => {
          const due = { ...request, lapsesAt: this.#now };
          return lapseRequest(due);
        });
      case "extend":
        return this.#extend(command.nth);
      case "return":
        return this.#end(command.nth, "returned", ({ holderId }) => !this.#disabled.has(holderId));
      case "revoke":
        return this.#end(command.nth, "revoked", () => true);
      case "expire":
        return this.#expire(command.nth);
      case "disable":
        return this.#disable(person(command.who));
      case "policy":
        this.#strict = command.strict;
        if (command.strict) this.#forbidWriting();
        return true;
      case "fault":
        this.#down = command.down;
        return true;
    }
  }

  /** What the reconciler does, by the domain's word alone. Throws where the domain contradicts itself. */
  work(): void {
    for (const grant of this.grants)
      if (timeStep(grant, this.#now)?.step === "end") this.#apply(endGrant(grant, "expired", this.#now));
    if (this.#down) return;
    for (const { holdingId } of this.grants) this.#reconcile(holdingId);
  }

  statusOf(request: Request): Request["status"] {
    return statusAt(request, this.#now);
  }

  #reconcile(holdingId: HoldingId): void {
    const own = (): readonly Grant[] => this.grants.filter((grant) => grant.holdingId === holdingId);
    const { present, until } = desiredHolding(own());
    if (until) this.target.set(holdingId, until);
    else this.target.delete(holdingId);
    for (const grant of own()) {
      if (grant.status === "activating") this.#apply(activateGrant(grant, this.#now));
      if (grant.status === "ending") this.#apply(confirmEnded(grant, this.#now));
    }
    const after = desiredHolding(own());
    if (after.until) this.target.set(holdingId, after.until);
    if (after.present !== present) throw new Error("what should be there changed by being there");
    if ((nextDue(own(), this.#now) === null) === after.present) throw new Error("nothing is owed on what stands");
  }

  #ask(who: string, action: Action): boolean {
    const holderId = person(who);
    if (this.#disabled.has(holderId)) return false;
    const id = `req_${this.requests.length}` as RequestId;
    const isDenied = action === "write" && this.#strict;
    const isAutomatic = action === "read" && who === "tomas";
    const status = isDenied ? "denied" : isAutomatic ? "approved" : "pending";
    const lapsesAt = new Date(this.#now.getTime() + 86_400_000);
    const request = aRequest({ id, status, requesterId: holderId, holderId, durationSeconds, lapsesAt });
    this.requests.push(request);
    this.#actions.set(id, action);
    if (status === "approved") this.#open(request);
    return true;
  }

  #open({ id: requestId, holderId }: Request): void {
    const n = this.grants.length;
    const ids = { id: `grt_${n}` as GrantId, holdingId: `hld_${n}` as HoldingId };
    this.grants.push(
      aGrant({ ...ids, requestId, holderId, durationSeconds, ...obligation(this.#now, durationSeconds, null) }),
    );
  }

  #stages(action: Action): readonly DecisionStage[] {
    const owners = aStage(0, 1, ana, ben);
    return action === "read" ? [owners] : [owners, aStage(1, 1, mei)];
  }

  #vote(nth: number, by: string, isYes: boolean): boolean {
    const { item: request } = pick(this.requests, nth);
    if (!request) return false;
    const votes = this.#votes.get(request.id) ?? [];
    const routing = { stages: this.#stages(this.#actions.get(request.id) ?? "read"), ordered: false };
    const ballot = { vote: isYes ? ("approve" as const) : ("deny" as const), digest: request.digest };
    const judged = checkVote(request, routing, votes, person(by), ballot, this.#now);
    if (!judged.ok) return false;
    if (judged.value.outcome === "denied") this.#apply(denyRequest(request, this.#now, {}));
    if (judged.value.outcome === "approved")
      this.#apply(approveByVotes(request, [], request.durationSeconds, this.#now));
    if (judged.value.outcome === "approved") this.#open(request);
    const cast = aVote(person(by), { requestId: request.id, stage: judged.value.stage, createdAt: this.#now });
    this.#votes.set(request.id, [...votes, cast]);
    return true;
  }

  #settle(nth: number, change: (request: Request) => Transition | null): boolean {
    const { item: request } = pick(this.requests, nth);
    if (!request || statusAt(request, this.#now) !== "pending") return false;
    const transition = change(request);
    if (transition) this.#apply(transition);
    return transition !== null;
  }

  #extend(nth: number): boolean {
    const { item: grant } = pick(this.grants, nth);
    const extensions = this.#extensions.get(grant?.id ?? ("" as GrantId)) ?? 0;
    const isReader = grant && this.#actions.get(grant.requestId) === "read" && grant.holderId === person("tomas");
    if (!isReader || grant.status !== "active" || this.#disabled.has(grant.holderId)) return false;
    if (extensions >= mostExtensions) return false;
    const isDone = this.#apply(extendGrant(grant, durationSeconds));
    if (isDone) this.#extensions.set(grant.id, extensions + 1);
    return isDone;
  }

  #end(nth: number, reason: "returned" | "revoked", may: (grant: Grant) => boolean): boolean {
    const { item: grant } = pick(this.grants, nth);
    if (!grant || !isLive(grant) || !may(grant)) return false;
    return this.#apply(endGrant(grant, reason, this.#now));
  }

  #expire(nth: number): boolean {
    const { place, item: grant } = pick(this.grants, nth);
    if (grant?.status !== "active") return false;
    this.grants[place] = { ...grant, expiresAt: this.#now };
    return true;
  }

  #disable(who: Request["holderId"]): boolean {
    if (this.#disabled.has(who)) return false;
    this.#disabled.add(who);
    for (const request of this.requests)
      if (request.holderId === who && this.statusOf(request) === "pending")
        this.#apply(cancelRequest(request, this.#now));
    this.#endAll("person-disabled", ({ holderId }) => holderId === who);
    return true;
  }

  #forbidWriting(): void {
    const isWrite = (id: RequestId): boolean => this.#actions.get(id) === "write";
    for (const request of this.requests)
      if (isWrite(request.id) && this.statusOf(request) === "pending") this.#apply(denyRequest(request, this.#now, {}));
    this.#endAll("revoked", ({ requestId }) => isWrite(requestId));
  }

  #endAll(reason: "person-disabled" | "revoked", which: (grant: Grant) => boolean): void {
    for (const grant of this.grants) if (isLive(grant) && which(grant)) this.#apply(endGrant(grant, reason, this.#now));
  }

  /** What `commit` does: nothing outside the window, nothing on another version. */
  #apply({ writes, window }: Transition): boolean {
    if (window.from && this.#now < window.from) return false;
    if (window.before && this.#now >= window.before) return false;
    for (const write of writes) {
      if (write.table === "Request") this.requests = replaced(this.requests, write);
      if (write.table === "Grant") this.grants = replaced(this.grants, write);
    }
    return true;
  }
}

const replaced = <T extends { readonly id: string; readonly version: number }>(
  rows: readonly T[],
  { row, before }: { readonly row: T; readonly before: number | null },
): T[] =>
  rows.map((known) => {
    if (known.id !== row.id) return known;
    if (known.version !== before) throw new Error(`${row.id} was judged at another version`);
    return row;
  });
