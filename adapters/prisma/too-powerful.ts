import { Prisma } from "./generated/client.ts";

/** The role of this session and every role whose rights it has, for a `WITH RECURSIVE`. */
export const ownRoles = Prisma.sql`roles AS (
  SELECT oid, rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication
  FROM pg_roles WHERE rolname = current_user
  UNION
  SELECT g.oid, g.rolname, g.rolsuper, g.rolcreaterole, g.rolcreatedb, g.rolbypassrls, g.rolreplication
  FROM roles r JOIN pg_auth_members m ON m.member = r.oid JOIN pg_roles g ON g.oid = m.roleid
)`;

/** What no role that the portal connects as may be, own or do, whatever else it is for: one column, `violation`. */
export const tooPowerful = Prisma.sql`
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
  SELECT format('may create in schema %s', n.nspname) FROM pg_namespace n
    WHERE NOT starts_with(n.nspname, 'pg_temp_') AND has_schema_privilege(n.oid, 'CREATE')
  UNION ALL
  SELECT format('may %s in this database: whoever owns it must revoke %s, from PUBLIC or the role', what, right_name)
    FROM (VALUES ('make schemas', 'CREATE'), ('make temporary tables', 'TEMPORARY')) AS r(what, right_name)
    WHERE has_database_privilege(current_database(), right_name)
  UNION ALL
  SELECT 'may switch triggers off' WHERE has_parameter_privilege('session_replication_role', 'SET')`;
