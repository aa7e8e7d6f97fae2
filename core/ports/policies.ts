import type { RequestId } from "#core/domain/ids.ts";
import type { Directory } from "#core/domain/policy/directory.ts";
import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import type { FactEpoch, PolicyVersion } from "#core/domain/policy/policy-version.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import type { Result } from "#core/domain/result.ts";
import type { Write } from "#core/domain/transition.ts";

export interface DirectoryAt {
  readonly directory: Directory;
  /** On call in any schedule, or marked so by the directory they come from. */
  readonly isOnCall: (personId: string) => boolean;
  /** Since when it has been so, and until when it stays: the turns and absences before and after. Null: always. */
  readonly since: Date | null;
  readonly until: Date | null;
}

/** The policy in force with everything else a decision is made from, as one consistent reading. */
export interface DecisionBasis {
  readonly policy: PolicyVersion;
  readonly compiled: CompiledPolicy;
  /** The directory as of an instant. With a request, stand-ins include those to whom it was handed over. */
  readonly directoryAt: (now: Date, requestId?: RequestId) => DirectoryAt;
  /** Names of all groups a person is in, through groups too. */
  readonly groupsOf: (personId: string) => readonly string[];
  /** Whose manager is whom, by id, of enabled people. */
  readonly managers: ReadonlyMap<string, string>;
  /** Another word whenever a group or its members change. */
  readonly membership: string;
  /** What must still hold when a decision made from this is committed. */
  readonly epochs: readonly FactEpoch[];
}

interface CheckedPolicy {
  readonly compiled: CompiledPolicy;
  /** A problem with its line and column in the text. */
  readonly place: (problem: PolicyProblem) => PolicyProblem;
}

export interface Policies {
  /** Read afresh when an epoch moved, else from memory: the epochs are always read. Throws when there is no policy. */
  basis(): Promise<DecisionBasis>;
  /** The same reading, had these been written too: what a proposal would come to. Nothing that is committed may rest on it. */
  supposing(writes: readonly Write[]): Promise<DecisionBasis>;
  find(number: number): Promise<PolicyVersion | null>;
  versions(): Promise<readonly PolicyVersion[]>;
  epochs(): Promise<readonly FactEpoch[]>;
  /** Parses and compiles a document, with every problem's line and column. */
  check(document: string): Result<CheckedPolicy, readonly PolicyProblem[]>;
}
