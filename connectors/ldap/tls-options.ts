import { isIP } from "node:net";
import { checkServerIdentity, type ConnectionOptions } from "node:tls";

/** The connection goes to a resolved address, so the certificate is compared with the configured host here. */
export function tlsOptions(host: string, ca: string | undefined): ConnectionOptions {
  return {
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    checkServerIdentity: (_address, certificate) => checkServerIdentity(host, certificate),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca }),
  };
}
