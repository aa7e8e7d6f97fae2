import type { TokenScope } from "#core/domain/directory/session.ts";

/** What a scope lets a script do, in the person's words. */
export const scopeWords = {
  "request:read": "See requests, grants and the catalogue",
  "request:write": "Ask for access, cancel, extend",
  vote: "Approve and deny what you may decide",
  "grant:end": "Return your access, revoke that of others where you may",
  credential: "Make and read credentials of your grants",
  "audit:read": "Read and export the audit, if you are an auditor",
  "admin:read": "See targets, policy and people, if you administer",
  "admin:write": "Propose changes and end access, if you administer",
} as const satisfies Record<TokenScope, string>;
