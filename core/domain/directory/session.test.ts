import { describe, expect, it } from "vitest";
import { isSessionLive, type Session, sessionIdleMs } from "#core/domain/directory/session.ts";
import type { PersonId, SessionId } from "#core/domain/ids.ts";
import { at } from "#core/testing/grants.ts";

const session = (parts: Partial<Session> = {}): Session => ({
  id: "ses_example" as SessionId,
  version: 1,
  personId: "per_example" as PersonId,
  method: "password",
  providerSubject: null,
  address: null,
  userAgent: null,
  createdAt: at(0),
  seenAt: at(0),
  verifiedAt: at(0),
  verifiedBy: "password",
  expiresAt: at(12 * 3600),
  endedAt: null,
  endReason: null,
  ...parts,
});

describe("a session", () => {
  const idle = sessionIdleMs / 1000;
  it.each([
    ["lives one millisecond before it was idle for 30 minutes", session(), at(idle, -1), true],
    ["is over when it was idle for 30 minutes", session(), at(idle), false],
    ["lives one millisecond before 12 hours, if it was used", session({ seenAt: at(43_190) }), at(43_200, -1), true],
    ["is over after 12 hours, however much it is used", session({ seenAt: at(43_190) }), at(43_200), false],
    ["is over when it was ended", session({ endedAt: at(1) }), at(2), false],
  ])("%s", (_name, given, now, live) => {
    expect(isSessionLive(given, now)).toBe(live);
  });
});
