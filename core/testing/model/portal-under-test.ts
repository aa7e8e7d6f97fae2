import type { GrantId, RequestId } from "#core/domain/ids.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import type { Result } from "#core/domain/result.ts";
import { insert, together, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { type Company, testPolicy } from "#core/testing/company.ts";
import type { TestCore } from "#core/testing/open-test-core.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { extendGrant } from "#core/usecases/extend-grant.ts";
import { disablePerson } from "#core/usecases/people/disable-person.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { settleDue } from "#core/usecases/settle-due.ts";
import { redecideGrants } from "#core/usecases/redecide-grants.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { revokeGrant } from "#core/usecases/revoke-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";
import type { Asker, Command } from "./commands.ts";
import { pick } from "./model.ts";

const ticker = { personId: null, via: "ticker", correlationId: "model" } as const;
const wish = { durationSeconds: 600, justification: "reading the failed payments" };
const strictPolicy = testPolicy.replace(
  "rules:\n",
  `rules:
  - id: nobody-writes
    who: { groups: [engineering] }
    what: { actions: [write] }
    then: { deny: "Nobody writes now." }
`,
);

/** The whole core on PostgreSQL, driven by the model's commands. */
export class PortalUnderTest {
  readonly #site: TestCore;
  readonly #company: Company;
  readonly #since: Date;

  private constructor(site: TestCore, company: Company, since: Date) {
    this.#site = site;
    this.#company = company;
    this.#since = since;
  }

  /** The company as it is at the beginning of a history: everybody enabled, the usual policy, nothing live. */
  static async begin(site: TestCore, company: Company): Promise<PortalUnderTest> {
    site.target.setDown(false);
    await forgetHistory(site);
    const askers = (["tomas", "ines"] satisfies Asker[]).map((name) => company.people[name].id);
    const [row] = await site.sql("SELECT clock_timestamp() AS at");
    const portal = new PortalUnderTest(site, company, row?.["at"] as Date);
    await site.sql(`UPDATE "Person" SET "disabledAt" = NULL, "version" = "version" + 1 WHERE "id" = ANY($1)`, [askers]);
    await site.sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE "id" = 'directory'`);
    await portal.#setPolicy(site.core, false);
    return portal;
  }

  /** What the next commands are about, whatever they do to each other. */
  async look(): Promise<There> {
    const [requests, grants] = await Promise.all([this.#requests(), this.#grants()]);
    return { requests, grants };
  }

  /** False where the portal refuses. */
  async run(core: Core, command: Command, there: There): Promise<boolean> {
    const as = (name: Parameters<Company["as"]>[0]) => this.#company.as(name);
    switch (command.do) {
      case "ask": {
        const caller = await as(command.who);
        if (caller.person.disabledAt) return false;
        return done(await submitRequest(core, caller, { ...wish, entitlementIds: [this.#company[command.action]] }));
      }
      case "vote":
        return this.#vote(core, command, there);
      case "cancel": {
        const requestId = pick(there.requests, command.nth).item?.id as RequestId | undefined;
        const { holderId } = (requestId && (await core.requests.find(requestId))) ?? {};
        const holder = (["tomas", "ines"] as const).find((name) => this.#company.people[name].id === holderId);
        if (!requestId || !holder) return false;
        const caller = await as(holder);
        return caller.person.disabledAt === null && done(await cancelRequest(core, caller, { requestId }));
      }
      case "lapse":
        return this.#move(
          `UPDATE "Request" SET "lapsesAt" = date_trunc('milliseconds', clock_timestamp()), "version" = "version" + 1
           WHERE "id" = $1 AND "status" = 'pending' AND "lapsesAt" > clock_timestamp() RETURNING 1`,
          pick(there.requests, command.nth).item?.id,
        );
      case "expire":
        return this.#move(
          `WITH g AS (UPDATE "Grant" SET "expiresAt" = date_trunc('milliseconds', clock_timestamp()), "version" = "version" + 1
             WHERE "id" = $1 AND "status" = 'active' AND "expiresAt" > clock_timestamp() RETURNING "holdingId")
           UPDATE "Holding" h SET "dueAt" = date_trunc('milliseconds', clock_timestamp()), "version" = "version" + 1 FROM g WHERE h."id" = g."holdingId" RETURNING 1`,
          pick(there.grants, command.nth).item?.id,
        );
      case "extend":
      case "return":
      case "revoke":
        return this.#changeGrant(core, command.do, pick(there.grants, command.nth).item);
      case "disable": {
        const personId = this.#company.people[command.who].id;
        return done(await disablePerson(core, await as("priya"), { personId, reason: "left the company" }));
      }
      case "policy":
        await this.#setPolicy(core, command.strict);
        return true;
      case "fault":
        this.#site.target.setDown(command.down);
        return true;
    }
  }

  /** Works until nothing is left that can be done now. Neither back-off nor an open circuit is waited for. */
  async work(core: Core): Promise<void> {
    await this.#site.sql(
      `UPDATE "Holding" SET "dueAt" = date_trunc('milliseconds', clock_timestamp()), "version" = "version" + 1 WHERE "attempts" > 0 AND "leaseUntil" IS NULL`,
    );
    // A history takes seconds where the portal waits for seconds: what is on its way shall not look overdue.
    await this.#site.sql(`UPDATE "Grant" SET "endingAt" = clock_timestamp() WHERE "status" = 'ending'`);
    await this.#site.sql(
      `UPDATE "TargetHealth" SET "failedAt" = NULL, "error" = NULL, "failures" = 0, "probeAt" = NULL`,
    );
    await reconcileDue(core, ticker);
    await settleDue(core, ticker);
  }

  async requestStatuses(): Promise<readonly string[]> {
    return (await this.#requests()).map(({ status }) => status);
  }

  /** Whether each grant still says that the access should be there. */
  async wanted(): Promise<readonly boolean[]> {
    return (await this.#grants()).map(({ wanted }) => wanted);
  }

  /** Whether the target has it. */
  async present(): Promise<readonly boolean[]> {
    const accounts = this.#site.target.accounts;
    return (await this.#grants()).map(({ account }) => accounts.has(account));
  }

  async #vote(core: Core, { by, yes, nth }: Extract<Command, { do: "vote" }>, there: There): Promise<boolean> {
    const requestId = pick(there.requests, nth).item?.id as RequestId | undefined;
    if (!requestId) return false;
    for (let attempt = 1; ; attempt++) {
      const digest = (await core.requests.find(requestId))?.digest ?? "";
      const ballot = { requestId, digest, vote: yes ? ("approve" as const) : ("deny" as const) };
      const answer = await voteOnRequest(core, await this.#company.as(by), ballot);
      // Shown anew, the approver answers again.
      if (answer.ok || answer.error !== "stale") return done(answer);
      if (attempt === 8) throw new Error(`${requestId} is stale however often it is shown`);
    }
  }

  async #changeGrant(core: Core, how: "extend" | "return" | "revoke", row?: GrantRow): Promise<boolean> {
    if (!row) return false;
    const grantId = row.id as GrantId;
    const holder =
      (["tomas", "ines"] as const).find((name) => this.#company.people[name].id === row.holderId) ?? "ines";
    if (how === "revoke")
      return done(await revokeGrant(core, await this.#company.as("priya"), { grantId, reason: "no longer needed" }));
    if ((await this.#company.as(holder)).person.disabledAt) return false;
    if (how === "return") return done(await returnGrant(core, await this.#company.as(holder), { grantId }));
    // Longer, or by others, it is a matter for an owner: the model leaves that out.
    if (holder !== "tomas" || row.durationSeconds >= 2_400 || row.entitlementId !== this.#company.read) return false;
    const answer = await extendGrant(core, await this.#company.signedIn("tomas"), { grantId, ...wish });
    return answer.ok && answer.value.status === "approved";
  }

  async #setPolicy(core: Core, isStrict: boolean): Promise<void> {
    for (let isDone = false, attempt = 1; !isDone; attempt++) {
      if (attempt > 8) throw new Error("the policy cannot be changed");
      const [versions, epochs, activatedAt] = await Promise.all([
        core.policies.versions(),
        core.policies.epochs(),
        core.clock.now(),
      ]);
      const number = Math.max(...versions.map((version) => version.number)) + 1;
      const row = { number, version: 1, digest: `model-${number}`, authorId: null, approvedById: null, activatedAt };
      const document = isStrict ? strictPolicy : testPolicy;
      const written = transition({
        writes: [insert("Policy", { ...row, document })],
        events: [{ kind: "policyActivated" }],
      });
      const [commit] = await core.store.commit(ticker, [together(written, moveEpoch(epochs, "policy"))]);
      isDone = commit?.done ?? false;
    }
    await redecidePending(core);
    await redecideGrants(core);
  }

  async #move(sql: string, id: string | undefined): Promise<boolean> {
    return id !== undefined && (await this.#site.sql(sql, [id])).length > 0;
  }

  async #requests(): Promise<readonly { id: string; status: string }[]> {
    return (await this.#site.sql(
      `SELECT "id", CASE WHEN "status" = 'pending' AND "lapsesAt" <= clock_timestamp() THEN 'lapsed' ELSE "status" END AS status
       FROM "Request" WHERE "createdAt" >= $1 AND "extendsGrantId" IS NULL ORDER BY "createdAt", "id"`,
      [this.#since],
    )) as { id: string; status: string }[];
  }

  async #grants(): Promise<readonly GrantRow[]> {
    return (await this.#site.sql(
      `SELECT g."id", g."holderId", g."entitlementId", g."durationSeconds", h."account",
         g."status" IN ('activating', 'active') AND coalesce(g."expiresAt" > clock_timestamp(), true) AS wanted
       FROM "Grant" g JOIN "Holding" h ON h."id" = g."holdingId" WHERE g."createdAt" >= $1 ORDER BY g."createdAt", g."id"`,
      [this.#since],
    )) as unknown as GrantRow[];
  }
}

/** What earlier histories left would be decided anew at each change of policy, and cost more with every one of them. */
const forgetHistory = async ({ sql, target }: TestCore): Promise<void> => {
  await sql(
    `UPDATE "Request" SET "status" = 'cancelled', "decidedAt" = clock_timestamp(), "version" = "version" + 1 WHERE "status" = 'pending'`,
  );
  await sql(
    `UPDATE "Grant" SET "status" = 'ended', "endReason" = 'revoked', "endedAt" = clock_timestamp(), "version" = "version" + 1
     WHERE "status" <> 'ended'`,
  );
  await sql(
    `UPDATE "Holding" SET "state" = 'absent', "dueAt" = NULL, "leaseUntil" = NULL, "version" = "version" + 1
     WHERE "state" = 'present' OR "dueAt" IS NOT NULL`,
  );
  target.accounts.clear();
};

interface There {
  readonly requests: readonly { readonly id: string; readonly status: string }[];
  readonly grants: readonly GrantRow[];
}

interface GrantRow {
  readonly id: string;
  readonly holderId: string;
  readonly entitlementId: string;
  readonly durationSeconds: number;
  readonly account: string;
  readonly wanted: boolean;
}

const done = (answer: Result<unknown, string>): boolean => answer.ok;
