/**
 * Everything a decision may depend on, apart from the policy and the directory. The same facts are recorded with the
 * decision (`facts-record.ts`), so that an auditor can replay it years later with the same answer.
 * These types are shared with the browser; the engine is not.
 */
export interface Facts {
  /** Who asks. */
  readonly person: PersonFacts;
  /** Who gets the access: the same as `person` unless it is asked on behalf of someone. */
  readonly holder: PersonFacts;
  readonly request: RequestFacts;
  readonly entitlement: EntitlementFacts;
  readonly resource: ResourceFacts;
  readonly target: TargetFacts;
  /** The database's time; the engine has no clock of its own. */
  readonly now: Date;
  /** Live and scheduled grants of the holder. */
  readonly activeGrants: readonly GrantFacts[];
  /**
   * In which it is asked; in every later look at a request, that in which it was asked, as it was then. Absent where it was asked
   * with a token: a condition that reads it then fails.
   */
  readonly session?: SessionFacts | undefined;
}

export type AttributeValue = string | number | boolean | readonly string[];

export interface PersonFacts {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Names of every group the person is in, directly or through other groups. */
  readonly groups: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** IANA name, "Europe/Berlin". */
  readonly timezone: string;
  readonly onCall: boolean;
  readonly enabled: boolean;
}

export interface RequestFacts {
  readonly durationSeconds: number;
  readonly justification: string;
  /** Empty when none was given. */
  readonly ticket: string;
  readonly startsAt?: Date | undefined;
  readonly extendsGrantId?: string | undefined;
  readonly onBehalf: boolean;
  readonly breakGlass: boolean;
  /** The holder's last emergency has not been reviewed in time: the next one is not given by policy alone (domain rule 12). */
  readonly needsSecondPerson?: boolean | undefined;
}

export interface EntitlementFacts {
  readonly id: string;
  readonly name: string;
  readonly action: string;
}

export interface ResourceFacts {
  readonly id: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Approver references that own it: `group:NAME` or `person:EMAIL`. The directory says who they are. */
  readonly owners: readonly string[];
}

export interface TargetFacts {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

export interface GrantFacts {
  readonly id: string;
  readonly status: "scheduled" | "activating" | "active";
  readonly startsAt?: Date | undefined;
  readonly expiresAt?: Date | undefined;
  readonly entitlement: EntitlementFacts;
  readonly resource: Pick<ResourceFacts, "id" | "name" | "tags">;
  readonly target: TargetFacts;
}

export interface SessionFacts {
  /** How the person signed in: "password", "oidc". */
  readonly method: string;
  readonly ageSeconds: number;
  readonly address: string;
  readonly deviceKnown: boolean;
}
