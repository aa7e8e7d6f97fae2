import type { Access } from "#core/ports/connector.ts";

/** A login role of this name is there, but it is not this holding's: nothing was done to it. */
export class ForeignAccountError extends Error {
  override readonly name = "ForeignAccountError";
  constructor(account: string) {
    super(`The role "${account}" does not carry this portal's mark for this holding, and was not touched`);
  }
}

/** A later operation has taken this holding over. */
export class StaleFenceError extends Error {
  override readonly name = "StaleFenceError";
  constructor(access: Access, seen: number) {
    super(`Holding ${access.holdingId} is at fence ${seen}; the call came with ${access.fence}`);
  }
}

/** The target is not as it must be: the message says what an administrator there has to change. */
export class TargetStateError extends Error {
  override readonly name = "TargetStateError";
}

/** SQLSTATE of an error that the server sent; undefined for all others. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
