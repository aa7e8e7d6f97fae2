import type { Database } from "./client.ts";

/**
 * What the role of this connection may do although the portal must not be able to, in words; empty when it may do nothing
 * of the kind. Rights are asked of the server as they are in effect: through membership and PUBLIC too.
 */
export const checkLeastPrivilege = async (prisma: Database): Promise<readonly string[]> => {
  const rows = await prisma.$queryRaw<{ violation: string }[]>`
    WITH RECURSIVE roles AS (
      SELECT oid, rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication
      FROM pg_roles WHERE rolname = current_user
      UNION
      SELECT g.oid, g.rolname, g.rolsuper, g.rolcreaterole, g.rolcreatedb, g.rolbypassrls, g.rolreplication
      FROM roles r JOIN pg_auth_members m ON m.member = r.oid JOIN pg_roles g ON g.oid = m.roleid
    ),
    evidence AS (
      SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relname IN ('AuditEvent', 'AuditPersonal', 'LogCheckpoint', 'LogCosignature', 'LogLeaf', 'LogTile', 'Policy')
    )
    SELECT format('%s is %s', rolname, attribute) AS violation FROM roles, LATERAL (VALUES
      ('a superuser', rolsuper), ('allowed to make roles', rolcreaterole), ('allowed to make databases', rolcreatedb),
      ('exempt from row security', rolbypassrls), ('allowed to replicate', rolreplication)
    ) AS a(attribute, has) WHERE has
    UNION ALL
    SELECT format('%s is one of PostgreSQL''s own roles', rolname) FROM roles WHERE starts_with(rolname, 'pg_')
    UNION ALL
    SELECT format('%s owns database %s', r.rolname, d.datname) FROM roles r JOIN pg_database d ON d.datdba = r.oid
    UNION ALL
    SELECT format('%s owns schema %s', r.rolname, n.nspname) FROM roles r JOIN pg_namespace n ON n.nspowner = r.oid
    UNION ALL
    SELECT format('%s owns %s', r.rolname, c.relname) FROM roles r JOIN pg_class c ON c.relowner = r.oid
    UNION ALL
    SELECT format('%s owns function %s', r.rolname, p.proname) FROM roles r JOIN pg_proc p ON p.proowner = r.oid
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
    SELECT format('may create in schema %s', n.nspname) FROM pg_namespace n
      WHERE NOT starts_with(n.nspname, 'pg_temp_') AND has_schema_privilege(n.oid, 'CREATE')
    UNION ALL
    SELECT format('may %s in this database', right_name) FROM unnest(ARRAY['CREATE', 'TEMPORARY']) AS right_name
      WHERE has_database_privilege(current_database(), right_name)
    UNION ALL
    SELECT 'may switch triggers off' WHERE has_parameter_privilege('session_replication_role', 'SET')
    UNION ALL
    SELECT format('the table "%s" is missing', name) FROM unnest(ARRAY['AuditEvent', 'AuditPersonal', 'LogCheckpoint', 'LogCosignature', 'LogLeaf', 'LogTile', 'Policy']) AS name
      WHERE NOT EXISTS (SELECT FROM evidence e WHERE e.relname = name)
    ORDER BY violation`;
  return rows.map(({ violation }) => violation);
};
