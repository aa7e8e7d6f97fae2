-- Optional: lets Lapse see when its accounts log in, and who tries them after their time. Run as a superuser in the database
-- that Lapse connects to (maintenanceDatabase), after set-up.sql. The server must keep its log as JSON:
--   logging_collector = on      log_destination = 'jsonlog'      log_connections = on
-- The connector gets no right to read files, only this function: of the log, it answers nothing but the lines about log-ins of
-- accounts that Lapse made.

CREATE SCHEMA IF NOT EXISTS lapse;
REVOKE ALL ON SCHEMA lapse FROM PUBLIC;
GRANT USAGE ON SCHEMA lapse TO lapse_connector;

-- What the log says from a place on, and the place after it; without a place, only where the log ends now.
CREATE OR REPLACE FUNCTION lapse.sign_ins(from_file text, from_byte bigint)
  RETURNS TABLE (file text, byte bigint, more boolean, lines bytea[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  most CONSTANT bigint := 1048576;
  this record;
  later record;
  chunk bytea;
  escaped text;
  whole text;
  taken bigint;
BEGIN
  IF from_file IS NULL THEN
    RETURN QUERY SELECT l.name, l.size, false, '{}'::bytea[] FROM pg_ls_logdir() l
      WHERE l.name LIKE '%.json' ORDER BY l.modification DESC, l.name DESC LIMIT 1;
    RETURN;
  END IF;
  -- Only files of the log's own folder have a name here. One that is gone was followed by the oldest that is left.
  SELECT l.name, l.size, l.modification INTO this FROM pg_ls_logdir() l
    WHERE l.name LIKE '%.json' ORDER BY l.name <> from_file, l.modification, l.name LIMIT 1;
  IF this IS NULL THEN RETURN; END IF;
  IF this.name <> from_file OR this.size < from_byte OR from_byte < 0 THEN from_byte := 0; END IF;
  -- Looked for before reading: once there is a later file, nothing is added to this one.
  SELECT l.name INTO later FROM pg_ls_logdir() l
    WHERE l.name LIKE '%.json' AND (l.modification, l.name) > (this.modification, this.name)
    ORDER BY l.modification, l.name LIMIT 1;
  chunk := coalesce(pg_read_binary_file(current_setting('log_directory') || '/' || this.name, from_byte, most, true), '');
  -- Printable, so that no line can be of an encoding that stops us; backslashes are doubled, which keeps the patterns exact:
  -- within a JSON string no quotation mark stands without one.
  escaped := encode(chunk, 'escape');
  whole := left(escaped, length(escaped) - strpos(reverse(escaped), E'\n') + 1);
  IF strpos(escaped, E'\n') = 0 THEN whole := ''; END IF;
  taken := length(decode(whole, 'escape'));
  -- A line longer than all that is read at once is none about a log-in.
  IF taken = 0 AND length(chunk) = most THEN taken := most; END IF;
  lines := coalesce((
    SELECT array_agg(decode(t.line, 'escape') ORDER BY t.number)
    FROM string_to_table(whole, E'\n') WITH ORDINALITY AS t (line, number)
    WHERE strpos(t.line, '"user":"lapse_') > 0
      AND (strpos(t.line, '"state_code":"28') > 0 OR strpos(t.line, '"message":"connection authorized') > 0)
  ), '{}');
  file := this.name;
  byte := from_byte + taken;
  more := length(chunk) = most;
  IF NOT more AND later.name IS NOT NULL THEN
    file := later.name;
    byte := 0;
    more := true;
  END IF;
  RETURN NEXT;
END $$;
REVOKE ALL ON FUNCTION lapse.sign_ins(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lapse.sign_ins(text, bigint) TO lapse_connector;
