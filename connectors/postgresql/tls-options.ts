import { isIP } from "node:net";
import { checkServerIdentity, type ConnectionOptions } from "node:tls";
import type { PostgresqlSettings } from "./settings.ts";

/**
 * TLS as the setting asks. The connection goes to a resolved address, so the certificate is compared with the
 * configured host here: the driver would compare it with the address.
 */
export function tlsOptions(settings: PostgresqlSettings): ConnectionOptions | false {
  if (settings.sslMode === "disable") return false;
  const name = isIP(settings.host) === 0 ? { servername: settings.host } : {};
  if (settings.sslMode === "require") return { rejectUnauthorized: false, ...name };
  return {
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    checkServerIdentity: (_address, certificate) => checkServerIdentity(settings.host, certificate),
    ...name,
    ...(settings.ca === undefined ? {} : { ca: settings.ca }),
  };
}
