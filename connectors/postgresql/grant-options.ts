import type pg from "pg";

/** Where the server keeps who may do what, and in which column. Those of columns are beside their table's. */
const lists: readonly (readonly [catalog: string, acl: string])[] = [
  ["pg_class", "relacl"],
  ["pg_proc", "proacl"],
  ["pg_namespace", "nspacl"],
  ["pg_database", "datacl"],
  ["pg_type", "typacl"],
  ["pg_language", "lanacl"],
  ["pg_foreign_data_wrapper", "fdwacl"],
  ["pg_foreign_server", "srvacl"],
  ["pg_tablespace", "spcacl"],
  ["pg_parameter_acl", "paracl"],
  ["pg_default_acl", "defaclacl"],
];

/** What is shared by the whole cluster is found from each of its databases. */
const passable = `
  with recursive reach(top, oid) as (
    select oid, oid from pg_roles where rolname = any($1::name[])
    union select reach.top, m.roleid from pg_auth_members m join reach on m.member = reach.oid),
  named as (
    select distinct s.classid, s.objid from pg_shdepend s join reach on s.refobjid = reach.oid
    where s.refclassid = 'pg_authid'::regclass and s.deptype = 'a'
      and s.dbid in (0, (select oid from pg_database where datname = current_database()))),
  entry(acl) as (
    ${lists
      .map(
        ([catalog, acl]) =>
          `select o.${acl} from named join ${catalog} o on classid = '${catalog}'::regclass and o.oid = objid`,
      )
      .join(" union all ")}
    union all select a.attacl from named join pg_attribute a on classid = 'pg_class'::regclass and a.attrelid = objid
    union all select o.lomacl from named join pg_largeobject_metadata o
      on classid in ('pg_largeobject'::regclass, 'pg_largeobject_metadata'::regclass) and o.oid = objid)
  select distinct top.rolname as role
  from entry, lateral aclexplode(entry.acl) right_of
  join reach on reach.oid = right_of.grantee join pg_roles top on top.oid = reach.top
  where right_of.is_grantable`;

/**
 * Which of these roles may pass rights on objects of this database on to others. The server writes the role down as who gave
 * them, and not its member who did: nobody can tell afterwards which of them to take back.
 */
export async function rolesThatPassOn(client: pg.Client, roles: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ role: string }>(passable, [roles]);
  return new Set(rows.map(({ role }) => role));
}
