import type { Database } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { ownRoles, tooPowerful } from "../too-powerful.ts";

/**
 * What the role of this connection may do beyond deleting personal values, or cannot although it is there for it, in words;
 * empty when it may do exactly that. It must not even read what it deletes: only the place of each value.
 */
export const checkErasingRole = async (prisma: Database): Promise<readonly string[]> => {
  const rows = await prisma.$queryRaw<{ violation: string }[]>(Prisma.sql`
    WITH RECURSIVE ${ownRoles},
    tables AS (
      SELECT c.oid, c.relname, c.relname = 'AuditPersonal' AS personal
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm')
    )
    ${tooPowerful}
    UNION ALL
    SELECT format('may %s on "%s"', right_name, t.relname) FROM tables t,
      unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS right_name
      WHERE has_table_privilege(t.oid, right_name) AND NOT (t.personal AND right_name = 'DELETE')
    UNION ALL
    SELECT format('may %s column "%s" of "%s"', right_name, a.attname, t.relname) FROM tables t
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped,
      unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) AS right_name
      WHERE has_column_privilege(t.oid, a.attnum, right_name) AND NOT has_table_privilege(t.oid, right_name)
        AND NOT (t.personal AND right_name = 'SELECT' AND a.attname IN ('eventId', 'field'))
    UNION ALL
    SELECT format('may use the sequence %s', sequencename) FROM pg_sequences
      WHERE schemaname = 'public' AND has_sequence_privilege(format('%I.%I', schemaname, sequencename), 'USAGE,SELECT,UPDATE')
    UNION ALL
    SELECT 'may not delete from "AuditPersonal", which is all that it is for'
      WHERE NOT EXISTS (SELECT FROM tables t WHERE t.personal AND has_table_privilege(t.oid, 'DELETE'))
    ORDER BY violation`);
  return rows.map(({ violation }) => violation);
};
