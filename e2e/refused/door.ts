import type { Caller } from "../support/call.ts";
import type { PersonAt } from "../support/people.ts";
import type { Story } from "./story.ts";

export interface Passed {
  readonly passed: true;
}
export interface Refused {
  readonly passed: false;
  readonly how: string;
}

/** One call that succeeds for the right caller, tried with whatever a caller presents. Throws on an answer that is neither. */
export type Attempt = (caller: Caller, headers?: Readonly<Record<string, string>>) => Promise<Passed | Refused>;

export interface Door {
  /** As the build names it: `POST /api/v1/requests`, `page /audit`, or an action's file and name. */
  readonly name: string;
  /** For whom the attempt succeeds. */
  readonly right: PersonAt | Caller;
  /** For whom it must not, besides nobody. */
  readonly wrong: readonly PersonAt[];
  /** True where a cookie alone must not do: tried with the right cookie from a foreign page too. */
  readonly changes: boolean;
  /** Prepares what the call is about, and returns the call. */
  readonly prepare: (story: Story) => Promise<Attempt>;
}
