/**
 * What an approver waits for while 10,000 requests wait for them, after 50,000 that were decided in 90 days: what they are told
 * beside a request, their queue, and the first byte of the page. Beside each its floor: a round trip to the database, or one to
 * the portal. Needs a build (`npm run build`). `npm run bench:approvals`; with `-- --json` the last line is one JSON object.
 * Aims: context in ≤ 50 ms, first byte of the page p95 ≤ 150 ms.
 */
import { readApproverContext } from "#core/usecases/read-approver-context.ts";
import { listRequests } from "#core/usecases/list-requests.ts";
import { answerSpread, firstByteSpread, said, spreadOf } from "./scaled/timing.ts";
import { startScaledPortal } from "./scaled/scaled-portal.ts";

process.env["LAPSE_LOG_LEVEL"] ??= "error";
const portal = await startScaledPortal({ entitlements: 10_000, people: 5_000, pending: 10_000, decided: 50_000 });
try {
  const { core, pool, url, browserOf } = portal;
  const approver = await portal.as("approver");
  const queued = await listRequests(core, approver, { mine: false, toDecide: true, limit: 200 });
  const ids = queued.ok ? queued.value.items.map(({ id }) => id) : [];
  const waiting = await core.requests.countToDecide(approver.person.id);
  if (waiting < 10_000) throw new Error(`only ${waiting} requests wait`);

  const roundTrip = await spreadOf(500, () => pool.query("SELECT 1"));
  const context = await spreadOf(200, async (round) => {
    const requestId = ids[round % ids.length];
    const read = requestId === undefined ? null : await readApproverContext(core, approver, { requestId });
    if (!read?.ok) throw new Error("there is no context");
  });
  const queue = await spreadOf(100, () => listRequests(core, approver, { mine: false, toDecide: true, limit: 50 }));
  const counting = await spreadOf(100, () => core.requests.countToDecide(approver.person.id));
  const alive = await answerSpread(200, url, browserOf("approver"), ["/api/health/live"]);
  const page = await firstByteSpread(100, `${url}/approvals`, browserOf("approver"));

  console.log(`floor     ${said(roundTrip)}: one round trip to the database`);
  console.log(`context   ${said(context)} (aim 50): what an approver is told beside a request`);
  console.log(`queue     ${said(queue)}: its first 50 of ${waiting}`);
  console.log(`counting  ${said(counting)}: how many wait`);
  console.log(`floor     ${said(alive)}: one round trip to the portal`);
  console.log(`page      ${said(page)} to its first byte (aim p95 150)`);
  if (process.argv.includes("--json"))
    console.log(JSON.stringify({ waiting, roundTrip, context, queue, counting, alive, page }));
} finally {
  await portal.stop();
}
