import type { WatchedSession } from "#core/ports/connector.ts";
import type { TargetCalls } from "./target-calls.ts";

/** As many as anybody would read; a pool that opens more is shown by its first ones. */
const most = 1_000;

const listing = `
  select r.rolname as account, s.pid, host(s.client_addr) as address, s.state,
    extract(epoch from s.backend_start)::float8 * 1000 as since_ms,
    extract(epoch from s.state_change)::float8 * 1000 as last_ms
  from pg_roles r join pg_stat_activity s on s.usesysid = r.oid
  -- Without pg_read_all_stats a session is known by its owner alone.
  where r.rolname = any($1::name[]) and coalesce(s.backend_type, 'client backend') = 'client backend'
  order by s.backend_start, s.pid limit ${most}`;

interface SessionRow {
  readonly account: string;
  readonly pid: number;
  readonly address: string | null;
  readonly state: string | null;
  readonly since_ms: number | null;
  readonly last_ms: number | null;
}

/** The sessions that each account has open now. Holds for the instant; who logs in a moment later is not in it. */
export async function listSessions(calls: TargetCalls, accounts: readonly string[]): Promise<WatchedSession[][]> {
  const rows = await calls.during("lapse:sessions", async ({ main }) => {
    return (await main.query<SessionRow>({ name: "sessions", text: listing, values: [accounts] })).rows;
  });
  const of = Map.groupBy(rows, ({ account }) => account);
  return accounts.map((account) => (of.get(account) ?? []).map(watched));
}

function watched({ pid, address, state, since_ms, last_ms }: SessionRow): WatchedSession {
  return {
    id: String(pid),
    since: since_ms === null ? null : new Date(since_ms),
    address,
    lastActiveAt: last_ms === null ? null : new Date(last_ms),
    state: state === null ? null : state.startsWith("idle") ? "idle" : "busy",
  };
}
