-- All that the erasing role may do: delete personal values that the record only commits to. It cannot read one, nor any other
-- table; which ones are erased is worked out under the application's role. Run after grants.sql, as the owner.
-- `:erase_role` stands for the role's quoted name. `adapters/prisma/erase/erasing-role.ts` checks the outcome at every start.

REVOKE ALL ON SCHEMA public FROM :erase_role;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :erase_role;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM :erase_role;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM :erase_role;

GRANT USAGE ON SCHEMA public TO :erase_role;
GRANT SELECT ("eventId", "field"), DELETE ON "AuditPersonal" TO :erase_role;
