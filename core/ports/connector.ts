import type { HoldingId } from "#core/domain/ids.ts";
import type { Result } from "#core/domain/result.ts";

/** The entitlement as the target knows it. `mapping` was validated by the connector when it was reviewed. */
export interface MappedEntitlement {
  readonly resource: string;
  readonly action: string;
  readonly mapping: Readonly<Record<string, unknown>>;
}

/** One account's access to one entitlement: what a holding is at the target. */
export interface Access {
  /** Which portal this belongs to. Objects made at the target carry it; another portal's are never touched. */
  readonly portalId: string;
  readonly holdingId: HoldingId;
  /** The login at the target, chosen by `accountFor` and committed before the first call. */
  readonly account: string;
  /**
   * The target's own id of the account, which stays when it is renamed or moved and never becomes another's; it was read back
   * (`Observation`) and committed before anything was given. From then on it alone says whose access this is, and the login
   * nothing. Null or left out where the target has none, or where it was not learned yet.
   */
  readonly accountId?: string | null;
  /** What the target listed the account as when its id was learned: what is left under that name when the account is gone goes too. */
  readonly listedAs?: string | null;
  readonly entitlement: MappedEntitlement;
  /** Grows with every claim of the holding; a call with a lower fence must no longer take effect. */
  readonly fence: number;
}

export interface LiveSession {
  readonly id: string;
  readonly since: Date;
  readonly address: string | null;
  readonly lastActiveAt: Date | null;
}

/** A session as whoever looks on is told of it. Null: the target keeps it to itself. */
export interface WatchedSession {
  readonly id: string;
  readonly since: Date | null;
  readonly address: string | null;
  readonly lastActiveAt: Date | null;
  readonly state: "busy" | "idle" | null;
}

/** A log-in with one of our accounts, as the target keeps it in mind. */
export interface SignIn {
  readonly account: string;
  /** By the target's clock; null where it cannot be told for sure. */
  readonly at: Date | null;
  readonly address: string | null;
  readonly outcome: "let-in" | "refused";
}

/** What was told from a place on, and the place after it; or what an administrator there would have to change. */
export type SignIns =
  | { readonly signIns: readonly SignIn[]; readonly position: string; readonly more: boolean }
  | { readonly unable: string };

/** What the target itself says. `partial`: something of it is there, but not all that was asked. */
export interface Observation {
  readonly state: "present" | "partial" | "absent";
  /** The deadline that the target itself enforces, on its own clock; null where it holds none. */
  readonly until: Date | null;
  readonly liveSessions: readonly LiveSession[];
  /** The target's clock minus the portal's, in milliseconds. */
  readonly clockOffsetMs: number;
  /** Whose account it looked at, by the target's own id, and what the target lists it as. Left out where it has no ids. */
  readonly accountId?: string | null;
  readonly listedAs?: string | null;
}

/** What was done at the target, and the deadline it was told. */
export interface Receipt {
  readonly until: Date | null;
}

/** What was left behind and is now kept without rights, for its owner to look at. */
export interface Removal {
  readonly quarantined: readonly string[];
}

/** A secret that exists only in this answer: never stored, never logged. */
export interface IssuedCredential {
  readonly kind: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  /** A command to copy that connects without containing the secret. */
  readonly command: string;
}

export interface DiscoveredEntitlement extends MappedEntitlement {
  readonly description: string;
}

export interface Holder {
  readonly account: string;
  /** The target's own id of it, as in `Observation`. */
  readonly accountId?: string | null;
  /** The holding that a mark of ours names, and whose portal made it; null where no portal did. */
  readonly mark: { readonly portalId: string; readonly holdingId: string } | null;
}

/**
 * Drives one target. Every method may throw: a throw means "not known", never "not there".
 * Every call ends within `callTimeoutMs` of its kind, so that a lease longer than it outlives the call.
 */
export interface Connector {
  /**
   * Whether the target itself keeps an earlier call on a holding, one with a lower fence, from taking effect once a later one
   * was answered. Where it does not, only the earlier call's time-out tells that it is over.
   */
  readonly overtakes: boolean;
  /** What can be requested here. */
  discover(): AsyncIterable<DiscoveredEntitlement>;
  /** Makes the access exist, until `until` where the target can hold a deadline. Idempotent; also moves the deadline. Never makes a usable secret. */
  apply(access: Access, until: Date): Promise<Receipt>;
  /** Ends live sessions and takes the access away. Idempotent; already gone is success. */
  remove(access: Access): Promise<Removal>;
  /** Reads the target back. This alone justifies `active` and `ended`. */
  observe(access: Access): Promise<Observation>;
  /** Everyone who holds an entitlement there, whoever gave it. */
  holders(entitlement: MappedEntitlement): AsyncIterable<Holder>;
  /**
   * Takes an entitlement from an account to which no portal gave it, and reads back that it is gone; already gone is success.
   * Only the entitlement: the account stays. Throws where the account bears a portal's mark, where the access comes by a way that
   * is not this entitlement's own (a group within the group), and where the target refuses. `holdingId` names the finding.
   */
  expel(access: Access): Promise<void>;
  /**
   * Credential kinds only: makes a secret in memory and sends the target nothing but a verifier. With `endSessions`,
   * sessions opened under an earlier secret are ended first. Throws if the access is not there.
   */
  issueCredential?(access: Access, options: { readonly endSessions: boolean }): Promise<IssuedCredential>;
  /**
   * Who is connected now, for each of these in their order; at most `mostWatched` are asked for. Only for onlookers: it proves
   * nothing about access, and takes part in no fence. Null where this target cannot tell although others of its kind can.
   */
  sessions?(
    of: readonly Pick<Access, "account" | "entitlement">[],
  ): Promise<readonly (readonly WatchedSession[])[] | null>;
  /**
   * Log-ins with accounts that a portal gave, from a place on that an earlier answer named, each once; a bounded part at a
   * time. From null on: nothing but the place where they go on now.
   */
  signIns?(position: string | null): Promise<SignIns>;
  close(): Promise<void>;
}

export const mostWatched = 200;

/** How long access may outlive its removal at worst; shown to users and auditors. */
export interface ResidualBound {
  readonly ms: number;
  readonly why: string;
}

/** What a connector needs in order to reach its target. */
export interface TargetConnection {
  readonly settings: unknown;
  readonly secret: string;
  /** Resolves a host name and refuses forbidden address ranges; connect to the address it returns, never to the name. */
  readonly resolveAddress: (host: string) => Promise<string>;
  /** The portal's clock, which is its database's: what a deadline means, and what a target's clock is measured against. */
  readonly portalNow: () => Promise<Date>;
}

/** One kind of target. Settings and mappings are validated here, when they are reviewed. */
export interface ConnectorKind {
  readonly kind: string;
  readonly title: string;
  readonly accounts: "credential" | "membership";
  readonly residualBound: ResidualBound;
  readonly callTimeoutMs: number;
  /** What a target of this kind can tell of how its access is used, if it is set up for it. */
  readonly tells: readonly ("sessions" | "sign-ins")[];
  checkSettings(settings: unknown): Result<Record<string, unknown>, string>;
  checkMapping(mapping: unknown): Result<Record<string, unknown>, string>;
  /**
   * Membership kinds: what a mapping gives, as text that is equal exactly for equal access. Two entitlements that give one
   * membership would take it from each other.
   */
  accessKey?(mapping: Readonly<Record<string, unknown>>): string;
  /** A login name that this kind of target accepts, derived from the holder and unique to the holding. */
  accountFor(holderEmail: string, holdingId: HoldingId): string;
  connect(connection: TargetConnection): Connector;
}
