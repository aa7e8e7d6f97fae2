/** A person as the directory knows them: enough to name an approver and to leave the wrong ones out. */
export interface DirectoryPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly enabled: boolean;
}

/**
 * Who stands behind an approver reference at the moment of the decision. A pure lookup over data loaded beforehand:
 * synchronous, without side effects, the same answer for the same question within one decision.
 * An unknown name is answered with nobody, never with an error: the engine then says that nobody can decide.
 */
export interface Directory {
  /** Everyone in the group, also through groups within it; disabled people may be among them. */
  membersOf(group: string): readonly DirectoryPerson[];
  /** Compared without regard to case. */
  personByEmail(email: string): DirectoryPerson | undefined;
  managerOf(personId: string): DirectoryPerson | undefined;
  /** Who is on call in the named schedule at the decision's `now`. */
  onCall(schedule: string): readonly DirectoryPerson[];
  /** Who votes for this person at the decision's `now`, because they are away or handed the request over. */
  standInsOf(personId: string): readonly DirectoryPerson[];
}

/** `resource.owners`, `requester.manager`, `group:NAME`, `person:EMAIL` or `onCall:NAME`. */
export type ApproverReference = string;
