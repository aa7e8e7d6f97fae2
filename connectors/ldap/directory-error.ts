import { ResultCodeError } from "ldapts";

/** The directory is not as it must be: the message says what an administrator there has to change. */
export class DirectoryStateError extends Error {
  override readonly name = "DirectoryStateError";
}

/** A later operation has taken this holding over. */
export class StaleFenceError extends Error {
  override readonly name = "StaleFenceError";
  constructor(holdingId: string, seen: number, fence: number) {
    super(`Holding ${holdingId} is at fence ${seen}; the call came with ${fence}`);
  }
}

/** The result codes (RFC 4511, appendix A) that mean something to this connector. */
export const resultCodes = {
  noSuchAttribute: 16,
  attributeOrValueExists: 20,
  noSuchObject: 32,
  invalidDnSyntax: 34,
  insufficientAccessRights: 50,
  /** Active Directory's answer to the deletion of a value that is not there. */
  unwillingToPerform: 53,
  objectClassViolation: 65,
  /** Active Directory's answer to a member that is there already. */
  entryAlreadyExists: 68,
} as const;

/** The code that the server answered with; undefined for every other fault. */
function resultCode(error: unknown): number | undefined {
  return error instanceof ResultCodeError ? error.code : undefined;
}

export function hasCode(error: unknown, ...codes: readonly number[]): boolean {
  const code = resultCode(error);
  return code !== undefined && codes.includes(code);
}

/** The library's own messages are often no more than a code. */
export function readable(error: unknown): Error {
  if (error instanceof ResultCodeError)
    return new DirectoryStateError(`The directory answered ${error.constructor.name} (${error.code})`, {
      cause: error,
    });
  return error instanceof Error ? error : new DirectoryStateError("The call failed", { cause: error });
}
