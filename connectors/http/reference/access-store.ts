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
  readonly #held = new Map<string, Map<string, Held>>();
  readonly #fences = new Map<string, number>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The deadline is kept by whoever asks: nothing has to run for access to end. */
  has(account: string, entitlement: string): boolean {
    const held = this.#of(entitlement).get(account);
    return held !== undefined && (held.until === null || held.until > this.#now());
  }

  untilOf(account: string, entitlement: string): Date | null {
    return this.#of(entitlement).get(account)?.until ?? null;
  }

  holders(entitlement: string): { account: string; mark: Held["mark"] }[] {
    const all = [...this.#of(entitlement)].filter(([account]) => this.has(account, entitlement));
    return all.map(([account, { mark }]) => ({ account, mark })).sort((a, b) => (a.account < b.account ? -1 : 1));
  }

  apply(access: AccessOnWire, until: Date): void {
    this.#check(access);
    const { portalId, holdingId, account, entitlement } = access;
    this.#of(entitlement).set(account, { mark: { portalId, holdingId }, until });
  }

  remove(access: AccessOnWire): void {
    this.#check(access);
    this.take(access.account, access.entitlement);
  }

  /** Past any portal: an administrator's hand. */
  give(account: string, entitlement: string): void {
    this.#of(entitlement).set(account, { mark: null, until: null });
  }

  take(account: string, entitlement: string): void {
    for (const { id } of this.sessionsOf(account, entitlement)) this.sessions.delete(id);
    this.#of(entitlement).delete(account);
  }

  sessionsOf(account: string, entitlement: string): Session[] {
    return [...this.sessions.values()].filter((one) => one.account === account && one.entitlement === entitlement);
  }

  /** Throws for what is not known here: an empty answer would be taken for "nobody has it". */
  checkKnown({ account, entitlement }: Pick<AccessOnWire, "account" | "entitlement">): void {
    this.#of(entitlement);
    if (!this.accounts.has(account)) throw new Refusal(404, "unknown_account");
  }

  #check(access: AccessOnWire): void {
    this.checkKnown(access);
    const { portalId, holdingId, account, entitlement, fence } = access;
    const key = JSON.stringify([portalId, holdingId]);
    if ((this.#fences.get(key) ?? 0) > fence) throw new Refusal(409, "stale_fence");
    const mark = this.#of(entitlement).get(account)?.mark;
    if (mark && mark.portalId !== portalId) throw new Refusal(409, "foreign_mark");
    this.#fences.set(key, fence);
  }

  #of(entitlement: string): Map<string, Held> {
    if (!this.offers.has(entitlement)) throw new Refusal(404, "unknown_entitlement");
    const held = this.#held.get(entitlement) ?? new Map<string, Held>();
    this.#held.set(entitlement, held);
    return held;
  }
}
