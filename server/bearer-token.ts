/** What an Authorization header carries as a bearer token (RFC 6750); null when there is none or it is another scheme. */
export const bearerToken = (authorization: string | null): string | null =>
  /^bearer ([!-~]{1,512})$/i.exec(authorization ?? "")?.[1] ?? null;
