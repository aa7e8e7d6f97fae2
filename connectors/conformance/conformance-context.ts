import { randomUUID } from "node:crypto";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access, Connector, MappedEntitlement } from "#core/ports/connector.ts";
import type { ConformanceTarget, Lack, LiveAccess } from "./conformance-target.ts";
import { FaultProxy, type Fault } from "./fault-proxy.ts";

const hourMs = 3_600_000;

/** What every case has at hand: one running target, one connector to it, and accesses of its own. */
export class ConformanceContext {
  readonly target: ConformanceTarget;
  readonly connector: Connector;
  readonly portalId = "prt_first";
  readonly #opened: LiveAccess[] = [];

  constructor(target: ConformanceTarget) {
    this.target = target;
    this.connector = target.connect();
  }

  get isCredentialKind(): boolean {
    return this.target.kind.accounts === "credential";
  }

  lacks(what: Lack): boolean {
    return this.target.lacks?.includes(what) ?? false;
  }

  /** Nobody's address yet: a person's own account would be shared by every case that asks for the same person. */
  newPerson(): string {
    return `ada.lovelace+${randomUUID()}@example.test`;
  }

  /** A holding that nobody has heard of, with an account made ready. */
  async newAccess(
    entitlement: MappedEntitlement = this.target.reading,
    holderEmail = this.isCredentialKind ? "ada.lovelace@example.test" : this.newPerson(),
  ): Promise<Access> {
    const holdingId = `hld_${randomUUID().replaceAll("-", "")}` as HoldingId;
    const account = this.target.kind.accountFor(holderEmail, holdingId);
    await this.target.prepareAccount(account);
    return { portalId: this.portalId, holdingId, account, entitlement, fence: 10 };
  }

  /** The same holding in the hands of a later, or an earlier, operation. */
  atFence(access: Access, fence: number): Access {
    return { ...access, fence };
  }

  in(ms: number): Date {
    return new Date(this.target.now().getTime() + ms);
  }

  async applied(access?: Access): Promise<Access> {
    const whole = access ?? (await this.newAccess());
    await this.connector.apply(whole, this.in(hourMs));
    return whole;
  }

  async state(access: Access): Promise<string> {
    return (await this.connector.observe(access)).state;
  }

  /** Its secret, made anew; null for a person's own account. */
  async secret(access: Access): Promise<string | null> {
    const issued = await this.connector.issueCredential?.(access, { endSessions: false });
    return issued?.password ?? null;
  }

  async enter(access: Access): Promise<LiveAccess> {
    return this.logIn(access, await this.secret(access));
  }

  async logIn(access: Access, password: string | null): Promise<LiveAccess> {
    const live = await this.target.logIn(access.account, password, access.entitlement);
    this.#opened.push(live);
    return live;
  }

  /** Whether the access can be used at all: by a fresh log-in that can read. */
  async canUse(access: Access, password: string | null): Promise<boolean> {
    try {
      return await (await this.logIn(access, password)).canRead();
    } catch {
      return false;
    }
  }

  /** Runs `work` with a connector on a line that breaks like this, and returns how often it broke. */
  async withFault(fault: Fault, work: (connector: Connector, proxy: FaultProxy) => Promise<void>): Promise<number> {
    const proxy = await FaultProxy.before(this.target.address);
    const connector = this.target.connect({ address: proxy.address });
    proxy.fault = fault;
    try {
      await work(connector, proxy);
      return proxy.strikes;
    } finally {
      await connector.close();
      await proxy.close();
    }
  }

  async closeSessions(): Promise<void> {
    await Promise.all(this.#opened.splice(0).map((live) => live.close()));
  }

  async stop(): Promise<void> {
    await this.closeSessions();
    await this.connector.close();
    await this.target.stop();
  }
}

/** Gives the running target; the cases call it when they run. */
export type GetContext = () => ConformanceContext;
