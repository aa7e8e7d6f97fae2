/**
 * Queries that write statements: each returns rows of `statement`, in which the server itself quoted every name. $1 is
 * the account's number; what it owns in the current database is `owned`.
 */
const owned = `
  owned as (
    select s.classid, s.objid, s.objsubid from pg_shdepend s
    where s.dbid = (select oid from pg_database where datname = current_database())
      and s.refclassid = 'pg_authid'::regclass and s.refobjid = $1::oid and s.deptype = 'o'),
  relation as (select c.* from owned join pg_class c on c.oid = owned.objid where owned.classid = 'pg_class'::regclass)`;

const grantee =
  "case acl.grantee when 0 then 'public' else quote_ident((select rolname from pg_roles where oid = acl.grantee)) end";

/** Switches off what would run in another person's name, and takes back what the account gave to others. */
export const neutralise = `
  with ${owned}
  select format('drop rule %I on %s', r.rulename, r.ev_class::regclass) as statement
  from relation join pg_rewrite r on r.ev_class = relation.oid where r.rulename <> '_RETURN'
  union all
  select format('drop trigger %I on %s', t.tgname, t.tgrelid::regclass)
  from relation join pg_trigger t on t.tgrelid = relation.oid where relation.relkind = 'v' and not t.tgisinternal
  union all
  select format('alter table %s disable trigger user', relation.oid::regclass) from relation
  where relkind in ('r', 'p', 'f')
    and exists (select from pg_trigger t where t.tgrelid = relation.oid and not t.tgisinternal)
  union all
  select format('alter table %s alter column %I drop default', d.adrelid::regclass, a.attname)
  from relation join pg_attrdef d on d.adrelid = relation.oid
  join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
  where a.attgenerated = '' and exists (
    select from pg_depend p join owned on owned.classid = p.refclassid and owned.objid = p.refobjid
    where p.classid = 'pg_attrdef'::regclass and p.objid = d.oid and p.refclassid = 'pg_proc'::regclass)
  union all
  select distinct format('revoke all on %s %s from %s cascade',
    case relation.relkind when 'S' then 'sequence' else 'table' end, relation.oid::regclass, ${grantee})
  from relation, lateral (
    select (aclexplode(relation.relacl)).grantee
    union select (aclexplode(a.attacl)).grantee from pg_attribute a where a.attrelid = relation.oid) acl
  where acl.grantee <> relation.relowner
  union all
  select distinct format('revoke all on schema %I from %s cascade', n.nspname, ${grantee})
  from owned join pg_namespace n on owned.classid = 'pg_namespace'::regclass and n.oid = owned.objid,
    lateral aclexplode(n.nspacl) acl
  where acl.grantee <> n.nspowner
  union all
  select distinct format('revoke all on large object %s from %s cascade', l.oid, ${grantee})
  from owned join pg_largeobject_metadata l on owned.classid = 'pg_largeobject'::regclass and l.oid = owned.objid,
    lateral aclexplode(l.lomacl) acl
  where acl.grantee <> l.lomowner`;

const disabledBody = "'begin raise exception ''disabled: its owner was a temporary account''; end'";

/** Routines that could not be dropped, since others built on them: their text is replaced, and nobody may run them. */
export const disableRoutines = `
  with ${owned}, routine as (
    select p.*, format('%I.%I', n.nspname, p.proname) as name,
      case p.prokind when 'p' then 'procedure' else 'function' end as kind
    from owned join pg_proc p on owned.classid = 'pg_proc'::regclass and p.oid = owned.objid
    join pg_namespace n on n.oid = p.pronamespace where p.prokind <> 'a')
  select format('create or replace %s %s(%s) %s language plpgsql as %L', kind, name, pg_get_function_arguments(oid),
    case kind when 'function' then 'returns ' || pg_get_function_result(oid) else '' end,
    ${disabledBody}) as statement from routine where prosrc <> ${disabledBody}
  union all
  select distinct format('revoke all on %s %s from %s cascade', kind, routine.oid::regprocedure, ${grantee})
  from routine, lateral aclexplode(coalesce(routine.proacl, acldefault('f', routine.proowner))) acl
  where acl.grantee <> routine.proowner`;

/** Everything owned here: what it is, its name as SQL, and for what is only a definition, that definition. */
export const listOwned = `
  with ${owned}
  select i.type, i.identity,
    case owned.classid
      when 'pg_proc'::regclass then (select case when prokind <> 'a' then pg_get_functiondef(oid) end from pg_proc where oid = owned.objid)
      when 'pg_class'::regclass then (select case when relkind = 'v' then pg_get_viewdef(oid) end from pg_class where oid = owned.objid)
    end as definition,
    -- Triggers that run a routine of the account may go with it: they are its code on other people's tables.
    owned.classid = 'pg_proc'::regclass and not exists (
      select from pg_depend d where d.refclassid = owned.classid and d.refobjid = owned.objid and d.classid <> 'pg_trigger'::regclass
    ) as only_triggers
  from owned, lateral pg_identify_object(owned.classid, owned.objid, owned.objsubid) i
  where owned.objsubid = 0
  order by 1, 2`;

/**
 * Rights that the account passed on with a grant option that somebody gave it, on objects of others. To be run as the
 * account: only the grantor can take its own grants back.
 */
export const takePassedOnRights = `
  with named as (
    select s.classid, s.objid from pg_shdepend s
    where s.dbid in (0, (select oid from pg_database where datname = current_database()))
      and s.refclassid = 'pg_authid'::regclass and s.refobjid = $1::oid and s.deptype = 'a'),
  entry(target, acl) as (
    select format('%s %s', case c.relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass), c.relacl
    from named join pg_class c on named.classid = 'pg_class'::regclass and c.oid = named.objid
    union all
    select format('table %s', c.oid::regclass), a.attacl
    from named join pg_class c on named.classid = 'pg_class'::regclass and c.oid = named.objid
    join pg_attribute a on a.attrelid = c.oid
    union all
    select format('routine %s', p.oid::regprocedure), p.proacl
    from named join pg_proc p on named.classid = 'pg_proc'::regclass and p.oid = named.objid
    union all
    select format('schema %I', n.nspname), n.nspacl
    from named join pg_namespace n on named.classid = 'pg_namespace'::regclass and n.oid = named.objid
    union all
    select format('database %I', d.datname), d.datacl
    from named join pg_database d on named.classid = 'pg_database'::regclass and d.oid = named.objid
    union all
    select format('type %s', t.oid::regtype), t.typacl
    from named join pg_type t on named.classid = 'pg_type'::regclass and t.oid = named.objid
    union all
    select format('large object %s', l.oid), l.lomacl
    from named join pg_largeobject_metadata l on named.classid = 'pg_largeobject'::regclass and l.oid = named.objid)
  select distinct format('revoke all on %s from %s cascade', target, ${grantee}) as statement
  from entry, lateral aclexplode(entry.acl) acl
  where acl.grantor = $1::oid and acl.grantee <> $1::oid`;
