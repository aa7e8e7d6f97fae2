import { z } from "zod";
import type { SignIn, SignIns } from "#core/ports/connector.ts";
import type { Call, TargetCalls } from "./target-calls.ts";

const position = z.strictObject({ file: z.string(), byte: z.number().int().min(0) });

const means = `
  select exists (
      select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'lapse' and p.proname = 'sign_ins'
        and has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute')) as allowed,
    current_setting('logging_collector') = 'on' and current_setting('log_destination') like '%jsonlog%' as logged`;

interface Reading {
  readonly file: string;
  readonly byte: string;
  readonly more: boolean;
  readonly lines: readonly Buffer[];
}

/** What the server's own log says of log-ins of our accounts; only through the function of set-up-sign-ins.sql. */
export function readSignIns(calls: TargetCalls, from: string | null): Promise<SignIns> {
  return calls.during("lapse:sign-ins", async (call) => {
    const unable = await whyUnable(call);
    if (unable !== null) return { unable };
    const at = from === null ? null : position.parse(JSON.parse(from));
    const { rows } = await call.main.query<Reading>("select * from lapse.sign_ins($1, $2)", [at?.file, at?.byte]);
    const [read] = rows;
    if (read === undefined) return { unable: "The server has not begun a log as JSON yet" };
    return {
      signIns: read.lines.flatMap((line) => signInOf(line) ?? []),
      position: JSON.stringify({ file: read.file, byte: Number(read.byte) }),
      more: read.more,
    };
  });
}

async function whyUnable({ main }: Call): Promise<string | null> {
  const [row] = (await main.query<{ allowed: boolean; logged: boolean }>(means)).rows;
  if (row?.allowed !== true) return "The connector's role may not read log-ins; see set-up-sign-ins.sql";
  if (!row.logged) return "The server does not keep its log as JSON (logging_collector, log_destination)";
  return null;
}

const logLine = z.object({
  timestamp: z.string(),
  user: z.string(),
  remote_host: z.string().optional(),
  error_severity: z.string(),
});

/** Null for a line that is cut off, or not of the form that the server's manual gives. */
function signInOf(line: Buffer): SignIn | null {
  const { success, data } = logLine.safeParse(parse(line.toString("utf8")));
  if (!success) return null;
  const { user: account, remote_host: address, error_severity: severity, timestamp } = data;
  return {
    account,
    at: instantOf(timestamp),
    address: address ?? null,
    outcome: severity === "FATAL" ? "refused" : "let-in",
  };
}

/** The log may be kept in any zone, under an abbreviation that does not say which: only one that is sure is believed. */
function instantOf(timestamp: string): Date | null {
  const [, day, time, zone] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3}) (UTC|GMT|[+-]\d\d)$/.exec(timestamp) ?? [];
  if (day === undefined || time === undefined || zone === undefined) return null;
  return new Date(`${day}T${time}${/^[+-]/.test(zone) ? `${zone}:00` : "Z"}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
