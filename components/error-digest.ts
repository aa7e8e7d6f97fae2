/** The id that the log calls a failure of the server by; Next hides everything else of it. */
export const errorDigest = (error: unknown): string | undefined =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
