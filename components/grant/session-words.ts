import type { ShownSession } from "./shown-session.ts";

/** "1 session", "3 sessions" */
export const countSessions = ({ length }: readonly ShownSession[]): string =>
  length === 1 ? "1 session" : `${length} sessions`;

/** Why there is no list of sessions to show. */
export const silenceWords = {
  unable: "This target cannot tell who is connected.",
  unreachable: "The target does not answer now, so it is not known who is connected.",
} as const;
