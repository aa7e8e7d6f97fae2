import pg from "pg";
import { type PortalUnderTest, superuserUrl } from "#scripts/playwright/portal-under-test.ts";

type Portal = Pick<PortalUnderTest, "dataDir">;
type Digests = Readonly<Record<string, string>>;

/**
 * What moves by itself and says nothing of what anybody may: signs of life, the log's lease, allowances, how a target was last
 * found to be and to be used, and what of the record still has to be told.
 */
const alive: readonly string[] = [
  ...["Heartbeat", "TargetScan", "LogState", "Outbox", "RateLimit", "TargetHealth"],
  ...["TargetWatch", "HoldingUse", "TriedAccount"],
];
/** When a session was last used. */
const withoutColumn: Readonly<Record<string, string>> = { Session: "seenAt" };

/** One digest for each table of the portal, and one for who may log in to the target and as what. */
export async function tableDigests(portal: Portal): Promise<Digests> {
  const tables = await digestsOf(await lookerAt(superuserUrl("lapse", portal)));
  return { ...tables, target: await roles(portal) };
}

/**
 * The same, taken in an instant in which the portal owes nothing: no operation under way, no holding due, no request to
 * route anew, nobody still to be told, every event in a signed tree. Whatever differs later was done later.
 */
export async function restingDigests(portal: Portal): Promise<Digests> {
  const giveUpAt = performance.now() + 120_000;
  const client = await lookerAt(superuserUrl("lapse", portal));
  for (;;) {
    await client.query("begin isolation level repeatable read read only");
    const tables = (await isBusy(client)) ? null : await digestsOf(client);
    await client.query("commit");
    if (tables) return { ...tables, target: await roles(portal) };
    if (performance.now() > giveUpAt) throw new Error("the portal does not come to rest");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const lookers = new Map<string, Promise<pg.Client>>();

/** One connection to each database for all looks of a worker: hundreds of sign-ins would cost more than what is looked at. */
const lookerAt = (url: string): Promise<pg.Client> => {
  const known = lookers.get(url);
  if (known) return known;
  const forget = () => void lookers.delete(url);
  const opened = openLooker(url, forget);
  lookers.set(url, opened);
  opened.catch(forget);
  return opened;
};

const openLooker = async (connectionString: string, whenLost: () => void): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString });
  // A server that is stopped, or killed, ends it; the next look connects anew.
  client.on("error", whenLost);
  client.on("end", whenLost);
  await client.connect();
  return client;
};

async function digestsOf(client: pg.Client): Promise<Digests> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  const looked = rows.filter(({ name }) => !alive.includes(name));
  const digests = looked.map(({ name }) => {
    const row = `(to_jsonb(t) - '${withoutColumn[name] ?? ""}')::text`;
    return `select '${name}' as name, md5(coalesce(string_agg(${row}, '' order by ${row}), '')) as digest from "${name}" t`;
  });
  const tables = await client.query<{ name: string; digest: string }>(digests.join(" union all "));
  return Object.fromEntries(tables.rows.map(({ name, digest }) => [name, digest]));
}

const roles = async (portal: Portal): Promise<string> => {
  const client = await lookerAt(superuserUrl("orders", portal));
  const { rows } = await client.query<{ digest: string }>(
    `select md5(string_agg(r::text, ',' order by r.rolname)) || md5(coalesce((select string_agg(m.roleid || '>' || m.member, ','
       order by m.roleid, m.member) from pg_auth_members m), '')) as digest
       from (select rolname, rolcanlogin, rolvaliduntil, rolpassword from pg_authid) r`,
  );
  return rows[0]?.digest ?? "";
};

async function isBusy(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ busy: string }>(
    `select (select count(*) from "Grant" where "status" in ('activating', 'ending'))
          + (select count(*) from "Holding" where "leaseUntil" is not null or "dueAt" <= clock_timestamp())
          + (select count(*) from "Operation" where "finishedAt" is null)
          + (select count(*) from "Request" where "status" = 'pending' and "lapsesAt" > clock_timestamp() and "routedAt" <
              (select max("startsAt") from "Delegation" where "endedAt" is null and clock_timestamp() between "startsAt" and "endsAt"))
          + (select count(*) from "Outbox" where "leaseUntil" > clock_timestamp() or "dueAt" <= clock_timestamp())
          + (select count(*) from "Notice" where "leaseUntil" > clock_timestamp() or "dueAt" <= clock_timestamp())
          + (select count(*) from "Delivery" where "leaseUntil" > clock_timestamp() or "dueAt" <= clock_timestamp())
          + (select count(*) from "AuditEvent") - coalesce((select max("size") from "LogCheckpoint"), 0) as busy`,
  );
  return Number(rows[0]?.busy) !== 0;
}
