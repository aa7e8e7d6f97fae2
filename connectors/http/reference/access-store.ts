import { randomUUID } from "node:crypto";
import type { AccessOnWire } from "../contract.ts";

/** What the contract lets an endpoint refuse, with the status that says so. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

export interface Offer {
  readonly resource: string;
  readonly action: string;
  readonly description: string;
}

interface Held {
  /** Null where no portal gave it. */
  readonly mark: { readonly portalId: string; readonly holdingId: string } | null;
  readonly until: Date | null;
}

export interface Session {
  readonly id: string;
  readonly account: string;
  readonly entitlement: string;
  readonly since: Date;
  readonly address: string;
}

export interface SignIn {
  readonly account: string;
  readonly at: Date;
  readonly address: string;
  readonly outcome: "let-in" | "refused";
}

/** Who has what. A real endpoint keeps this in its own database, fences included. */
export class AccessStore {
  readonly offers = new Map<string, Offer>();
  readonly accounts = new Set<string>();
  readonly sessions = new Map<string, Session>();
  /** In the order in which they happened. */
  readonly signIns: SignIn[] = [];
  /** What stays of an account when its login changes. */
  readonly #ids = new Map<string, string>();
  readonly #logins = new Map<string, string>();
  /** By entitlement, and by the account's id. */
  readonly #held = new Map<string, Map<string, Held>>();
  readonly #fences = new Map<string, number>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The account's own id; made when it is first asked for. */
  idOf(account: string): string {
    const id = this.#ids.get(account) ?? randomUUID();
    this.#ids.set(account, id);
    this.#logins.set(id, account);
    return id;
  }

  /** Another login for the same account. */
  rename(account: string, to: string): void {
    const id = this.idOf(account);
    for (const session of this.sessions.values())
      if (session.account === account) this.sessions.set(session.id, { ...session, account: to });
    this.delete(account);
    this.accounts.add(to);
    this.#ids.set(to, id);
    this.#logins.set(id, to);
  }

  /** Who has the login afterwards is somebody else. */
  delete(account: string): void {
    this.accounts.delete(account);
    this.#logins.delete(this.idOf(account));
    this.#ids.delete(account);
  }

  /** The deadline is kept by whoever asks: nothing has to run for access to end. */
  has(account: string, entitlement: string): boolean {
    const held = this.#of(entitlement).get(this.idOf(account));
    return held !== undefined && (held.until === null || held.until > this.#now());
  }

  untilOf(account: string, entitlement: string): Date | null {
    return this.#of(entitlement).get(this.idOf(account))?.until ?? null;
  }

  holders(entitlement: string): { account: string; accountId: string; mark: Held["mark"] }[] {
    const found = [...this.#of(entitlement)].flatMap(([accountId, { mark }]) => {
      const account = this.#logins.get(accountId);
      return account !== undefined && this.has(account, entitlement) ? [{ account, accountId, mark }] : [];
    });
    return found.sort((a, b) => (a.account < b.account ? -1 : 1));
  }

  /** The login by which an access is meant now; null where its account is gone. Throws for a login that nobody has. */
  accountOf({ account, accountId }: Pick<AccessOnWire, "account" | "accountId">): string | null {
    if (accountId === undefined && !this.accounts.has(account)) throw new Refusal(404, "unknown_account");
    if (accountId === undefined) return account;
    return this.#logins.get(accountId) ?? null;
  }

  apply(access: AccessOnWire, until: Date): void {
    const account = this.#check(access);
    if (account === null) throw new Refusal(404, "unknown_account");
    const { portalId, holdingId, entitlement } = access;
    this.#of(entitlement).set(this.idOf(account), { mark: { portalId, holdingId }, until });
  }

  remove(access: AccessOnWire): void {
    const account = this.#check(access);
    if (account !== null) this.take(account, access.entitlement);
  }

  /** Past any portal: an administrator's hand. */
  give(account: string, entitlement: string): void {
    this.#of(entitlement).set(this.idOf(account), { mark: null, until: null });
  }

  take(account: string, entitlement: string): void {
    for (const { id } of this.sessionsOf(account, entitlement)) this.sessions.delete(id);
    this.#of(entitlement).delete(this.idOf(account));
  }

  sessionsOf(account: string, entitlement: string): Session[] {
    return [...this.sessions.values()].filter((one) => one.account === account && one.entitlement === entitlement);
  }

  /** Throws for what is not known here: an empty answer would be taken for "nobody has it". */
  known(access: Pick<AccessOnWire, "account" | "accountId" | "entitlement">): string | null {
    this.#of(access.entitlement);
    return this.accountOf(access);
  }

  #check(access: AccessOnWire): string | null {
    const account = this.known(access);
    const { portalId, holdingId, entitlement, fence } = access;
    const key = JSON.stringify([portalId, holdingId]);
    if ((this.#fences.get(key) ?? 0) > fence) throw new Refusal(409, "stale_fence");
    const mark = account === null ? null : this.#of(entitlement).get(this.idOf(account))?.mark;
    if (mark && mark.portalId !== portalId) throw new Refusal(409, "foreign_mark");
    this.#fences.set(key, fence);
    return account;
  }

  #of(entitlement: string): Map<string, Held> {
    if (!this.offers.has(entitlement)) throw new Refusal(404, "unknown_entitlement");
    const held = this.#held.get(entitlement) ?? new Map<string, Held>();
    this.#held.set(entitlement, held);
    return held;
  }
}
