export const dynamic = "force-dynamic";

/** The process answers. Says nothing of what it depends on, so that a database outage does not restart every process. */
export const GET = (): Response => Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
