-- Optional: lets Lapse take away, in enforce mode, what others gave. From 16 on PostgreSQL lets nobody but a superuser take back
-- what a superuser gave. Run as a superuser in the database that Lapse connects to (maintenanceDatabase), after set-up.sql.

CREATE SCHEMA IF NOT EXISTS lapse;
REVOKE ALL ON SCHEMA lapse FROM PUBLIC;
GRANT USAGE ON SCHEMA lapse TO lapse_connector;

-- Takes one role from one login, whoever gave it: a role that the caller may give itself, from nobody who could take it anyway.
CREATE OR REPLACE FUNCTION lapse.take_membership(given text, login text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one record;
BEGIN
  IF NOT pg_has_role(session_user, given, 'USAGE WITH ADMIN OPTION') THEN
    RAISE EXCEPTION 'the role "%" is not the caller''s to give', given USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = login AND (r.rolsuper OR r.rolcreaterole OR r.rolname = session_user)) THEN
    RAISE EXCEPTION 'the role "%" may give itself what it likes', login USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR one IN
    SELECT g.rolname AS grantor FROM pg_auth_members m
    JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles u ON u.oid = m.member LEFT JOIN pg_roles g ON g.oid = m.grantor
    WHERE r.rolname = given AND u.rolname = login
  LOOP
    IF current_setting('server_version_num')::int >= 160000 AND one.grantor IS NOT NULL THEN
      EXECUTE format('REVOKE %I FROM %I GRANTED BY %I CASCADE', given, login, one.grantor);
    ELSE
      EXECUTE format('REVOKE %I FROM %I CASCADE', given, login);
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION lapse.take_membership(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lapse.take_membership(text, text) TO lapse_connector;
