/** One access that the bench has seeded, on both sides. */
export interface Seeded {
  readonly holdingId: string;
  readonly account: string;
  /** Place of its entitlement in `entitlements`. */
  readonly entitlement: number;
}

interface Offered {
  readonly resource: string;
  readonly action: string;
  readonly mapping: Readonly<Record<string, unknown>>;
}

/** What a bare loop does at the target for one access, on connections that it keeps. */
export interface BareCalls {
  remove(one: Seeded): Promise<void>;
  isGone(one: Seeded): Promise<boolean>;
  close(): Promise<void>;
}

/** A real server that the bench fills past the connector, and that product and bare loop then empty. */
export interface RevokeTarget {
  readonly kind: string;
  /** Of small letters and digits; tells it from others of its kind. */
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secret: string;
  readonly entitlements: readonly Offered[];
  /** The login of the n-th access of this run. */
  accountOf(run: string, n: number): string;
  fill(all: readonly Seeded[]): Promise<void>;
  bareCalls(lanes: number): Promise<BareCalls>;
  /** How many accesses there are now, whoever's. */
  left(): Promise<number>;
  stop(): Promise<void>;
}

/** Ends are only worth counting where the access is gone: not by our books, but by the target's. */
export const checkEmpty = async (target: RevokeTarget): Promise<void> => {
  const left = await target.left();
  if (left > 0) throw new Error(`${left} accesses are left at the target ${target.name}`);
};

/** SQL for the account of the `n`-th of a run. */
export const accountText = (target: RevokeTarget, run: string): string =>
  `'${target.accountOf(run, 0).replace(/0(?=@|$)/, `' || n || '`)}'`;

/** How many of `count` the one at this place gets, of so many that share them. */
export const shareOf = (count: number, among: number, at: number): number =>
  Math.floor((count * (at + 1)) / among) - Math.floor((count * at) / among);
