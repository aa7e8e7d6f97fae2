-- Run once as a superuser, before the target is added to Lapse. The connector is not a superuser.
-- Every role that may be requested then needs one line more. On 16 and newer:
--   GRANT orders_read TO lapse_connector WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
-- and on 15, where a role that may create roles can grant itself any role but a superuser's anyway:
--   GRANT orders_read TO lapse_connector WITH ADMIN OPTION;

CREATE ROLE lapse_connector LOGIN CREATEROLE;  -- and set its password
CREATE ROLE lapse_quarantine NOLOGIN;          -- keeps what accounts leave behind: never grant it anything

GRANT pg_signal_backend TO lapse_connector;    -- to end live sessions
GRANT pg_read_all_stats TO lapse_connector;    -- to see since when and from where they are open
GRANT lapse_quarantine TO lapse_connector;
