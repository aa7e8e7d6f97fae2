import type { Observation } from "#core/ports/connector.ts";

type Seen = Pick<Observation, "state" | "liveSessions">;

export const isGone = ({ state, liveSessions }: Seen): boolean => state === "absent" && liveSessions.length === 0;

/** Throws where the target still shows access that was taken away, or a session with it. */
export const checkGone = (seen: Seen): void => {
  if (!isGone(seen))
    throw new Error(`the target shows ${seen.state} with ${seen.liveSessions.length} sessions after the removal`);
};
