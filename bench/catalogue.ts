/**
 * Searching 10,000 entitlements, slips of the pen included: the search alone, with the person's answer beside each of fifty, and
 * over HTTP. Beside them PostgreSQL looking for the same words in the same texts, which forgives no slip, and one round trip to
 * the portal. Needs a build (`npm run build`). `npm run bench:catalogue`; with `-- --json` the last line is one JSON object.
 * Aim: ≤ 100 ms.
 */
import { browseCatalogue } from "#core/usecases/catalogue/browse-catalogue.ts";
import { searchEntitlements } from "#core/usecases/catalogue/search-entitlements.ts";
import { answerSpread, said, spreadOf } from "./scaled/timing.ts";
import { startScaledPortal } from "./scaled/scaled-portal.ts";

process.env["LAPSE_LOG_LEVEL"] ??= "error";
/** By name, action, tag and owner; whole, begun, and with a letter wrong, missing or swapped. */
const asked = [
  ...["billing", "read orders-db", "prod payments write", "led", "admin identity-vault-007", "stage", ""],
  ...["bililng", "paymets queue", "shiping archve", "serach-index export", "identiy cluster 012"],
];
const portal = await startScaledPortal({ entitlements: 10_000, people: 5_000, pending: 0, decided: 1_000 });
try {
  const { core, pool, url, browserOf } = portal;
  const requester = await portal.as("requester");
  const of = (round: number): string => asked[round % asked.length] ?? "";
  const offered = (await core.catalogue.all()).length;
  if (offered < 10_000) throw new Error(`only ${offered} entitlements are offered`);

  const likes = await spreadOf(240, (round) => {
    const patterns = of(round)
      .split(" ")
      .map((word) => `%${word}%`);
    return pool.query(
      `SELECT e."id" FROM "Entitlement" e JOIN "Resource" r ON r."id" = e."resourceId"
       WHERE lower(e."name" || ' ' || e."action" || ' ' || r."name" || ' ' || r."tags"::text) LIKE ALL($1) LIMIT 50`,
      [patterns],
    );
  });
  const search = await spreadOf(600, (round) => searchEntitlements(core, requester, { q: of(round), limit: 50 }));
  const wish = { from: 0, limit: 50, durationSeconds: 3_600, justification: "" };
  const browse = await spreadOf(240, (round) => browseCatalogue(core, requester, { ...wish, q: of(round) }));
  const alive = await answerSpread(200, url, browserOf("requester"), ["/api/health/live"]);
  const paths = asked.map((q) => `/api/v1/entitlements?limit=50&q=${encodeURIComponent(q)}`);
  const http = await answerSpread(240, url, browserOf("requester"), paths);

  console.log(`rival     ${said(likes)}: LIKE over the same texts in PostgreSQL, without slips`);
  console.log(`search    ${said(search)} (aim 100): the first 50 of ${offered} entitlements`);
  console.log(`answered  ${said(browse)}: with what policy would answer beside each of them`);
  console.log(`floor     ${said(alive)}: one round trip to the portal`);
  console.log(`over HTTP ${said(http)} (aim p95 100)`);
  if (process.argv.includes("--json"))
    console.log(JSON.stringify({ entitlements: offered, likes, search, browse, alive, http }));
} finally {
  await portal.stop();
}
