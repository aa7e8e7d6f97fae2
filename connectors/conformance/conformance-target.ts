import type { Connector, ConnectorKind, MappedEntitlement } from "#core/ports/connector.ts";

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A log-in as the account, held open. */
export interface LiveAccess {
  canRead(): Promise<boolean>;
  canWrite(): Promise<boolean>;
  /** Whether this very session can still do anything; with a person's own account, anything that the access gave. */
  isAlive(): Promise<boolean>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Another way to the server: through a proxy. */
  readonly address?: Address;
  /** A portal's clock that is wrong. */
  readonly portalNow?: () => Promise<Date>;
}

/** What a person with rights at the target could do to it, past the portal. */
export interface Hands {
  /** Takes the entitlement from the account, and leaves the account. */
  takeAway(account: string, entitlement: MappedEntitlement): Promise<void>;
  /** Credential kinds: gives the account more than was asked. */
  widen(account: string): Promise<void>;
  /** Deletes the account, or all of its access where the account is the person's own. */
  destroy(account: string): Promise<void>;
  /** Credential kinds: makes an account of this name that no portal made, without the entitlement. */
  makeForeign(account: string): Promise<void>;
  /** Makes accounts that hold the entitlement and that no portal made. */
  giveStanding(accounts: readonly string[], entitlement: MappedEntitlement): Promise<void>;
  /** Membership kinds: another login for the same person's account. */
  rename?(account: string, to: string): Promise<void>;
  /** Membership kinds with branches: the account is where it is not looked for, under the same login. */
  move?(account: string): Promise<void>;
  /** Membership kinds: the account itself is gone. Whatever the target leaves of it stays. */
  delete?(account: string): Promise<void>;
  exists(account: string): Promise<boolean>;
}

/** What a kind of target may be without: a deadline of its own, knowledge of its sessions, marks on what a portal made. */
export type Lack = "deadline" | "sessions" | "marks";

/** One running server with what the cases need at hand. */
export interface ConformanceTarget {
  readonly kind: ConnectorKind;
  /** Declared by the target's test; the cases then check that the connector does not pretend to have it. */
  readonly lacks?: readonly Lack[];
  /** How finely the target tells its time; 500 where it is not said. */
  readonly clockToleranceMs?: number;
  /** The portal's clock, as right as this machine's. */
  readonly now: () => Date;
  readonly address: Address;
  /** May read and not write. */
  readonly reading: MappedEntitlement;
  /** May write. */
  readonly writing: MappedEntitlement;
  /** Grants reading too, under names that a careless connector breaks on. */
  readonly odd: readonly MappedEntitlement[];
  readonly missing: MappedEntitlement;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly hands: Hands;
  connect(options?: ConnectOptions): Connector;
  /** Membership kinds: the person's own account, which is there before any access. */
  prepareAccount(account: string): Promise<void>;
  /** Logs in; throws when the target refuses. `password` is null for a person's own account. */
  logIn(account: string, password: string | null, entitlement: MappedEntitlement): Promise<LiveAccess>;
  /** Whether these bytes, on their way to the server, are what makes a change take effect. */
  readonly isEffect: (bytes: Buffer) => boolean;
  /** What the server would say to these bytes if it had too much to do. */
  readonly tooMuch: (asked: Buffer) => Buffer;
  /** Kills the server and starts it again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}
