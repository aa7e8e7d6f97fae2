import type { Client } from "pg";
import type { Access } from "#core/ports/connector.ts";
import { markBeginning } from "./mark.ts";

const marked = `
  select r.rolname as account from pg_shdescription d join pg_roles r on r.oid = d.objoid
  where d.classoid = 'pg_authid'::regclass and starts_with(d.description, $1)`;

/** The name that this holding's role bears now, by its mark; null where there is no such role. Reads every comment on a role. */
export async function renamedTo(client: Client, access: Access): Promise<string | null> {
  const { rows } = await client.query<{ account: string }>(marked, [markBeginning(access)]);
  return rows[0]?.account ?? null;
}
