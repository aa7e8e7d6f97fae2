import type { ApiToken, Session } from "#core/domain/directory/session.ts";
import type { PersonId, SessionId, TokenId } from "#core/domain/ids.ts";

export interface Sessions {
  find(id: SessionId): Promise<Session | null>;
  liveOf(personId: PersonId): Promise<readonly Session[]>;
  /** Notes that the session was used; no more than once a minute is written. Ended sessions stay ended. */
  touch(id: SessionId): Promise<void>;
  /** Whether the person signed in with this browser before this session, and that session is not known to be bad. */
  isDeviceKnown(session: Session): Promise<boolean>;
  findToken(id: TokenId): Promise<ApiToken | null>;
  tokenByHash(hash: string): Promise<ApiToken | null>;
  tokensOf(personId: PersonId): Promise<readonly ApiToken[]>;
}
