import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { ownRoles, tooPowerful } from "./too-powerful.ts";

const evidence = ["AuditEvent", "AuditPersonal", "LogCheckpoint", "LogCosignature", "LogLeaf", "LogTile", "Policy"];

/**
 * What the role of this connection may do although the portal must not be able to, in words; empty when it may do nothing
 * of the kind. Rights are asked of the server as they are in effect: through membership and PUBLIC too.
 */
export const checkLeastPrivilege = async (prisma: Database): Promise<readonly string[]> => {
  const rows = await prisma.$queryRaw<{ violation: string }[]>(Prisma.sql`
    WITH RECURSIVE ${ownRoles},
    evidence AS (
      SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relname = ANY (${evidence}::text[])
    )
    ${tooPowerful}
    UNION ALL
    SELECT format('may %s on "%s"', right_name, e.relname) FROM evidence e,
      unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS right_name
      WHERE has_table_privilege(e.oid, right_name)
    UNION ALL
    SELECT format('may %s columns of "%s"', right_name, e.relname) FROM evidence e,
      unnest(ARRAY['UPDATE', 'REFERENCES']) AS right_name
      WHERE has_any_column_privilege(e.oid, right_name) AND NOT has_table_privilege(e.oid, right_name)
    UNION ALL
    SELECT 'may choose the position of an "AuditEvent"' FROM evidence e
      WHERE CASE WHEN e.relname = 'AuditEvent' THEN has_column_privilege(e.oid, 'id', 'INSERT') END
    UNION ALL
    SELECT format('may set the sequence %s', sequencename) FROM pg_sequences
      WHERE schemaname = 'public' AND has_sequence_privilege(format('%I.%I', schemaname, sequencename), 'UPDATE')
    UNION ALL
    SELECT format('the table "%s" is missing', name) FROM unnest(${evidence}::text[]) AS name
      WHERE NOT EXISTS (SELECT FROM evidence e WHERE e.relname = name)
    ORDER BY violation`);
  return rows.map(({ violation }) => violation);
};
