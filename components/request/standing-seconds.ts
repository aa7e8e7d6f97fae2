interface Voted {
  readonly durationSeconds: number;
  readonly votes: readonly { readonly counts: boolean; readonly durationSeconds: number | null }[];
}

/** How long it would last if it were approved as it stands: as asked, or the shortest that a vote which counts has left of it. */
export const standingSeconds = ({ durationSeconds, votes }: Voted): number =>
  Math.min(
    durationSeconds,
    ...votes.filter(({ counts }) => counts).map((vote) => vote.durationSeconds ?? durationSeconds),
  );
