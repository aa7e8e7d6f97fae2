import { afterAll, expect, test } from "vitest";
import { openTestDatabase } from "../../scripts/test-database.ts";
import { exportAccessAtOperation, exportReportOperation } from "#server/api/operations/reports.ts";
import { serveReport } from "#server/api/serve-report.ts";
import { context } from "#server/context.ts";
import { openDemoPortal } from "#server/testing/open-demo-portal.ts";

const database = await openTestDatabase();
const { signIn, personAt } = await openDemoPortal(database.appUrl);
afterAll(() => context().close());
const [auditor, requester, security] = await Promise.all([signIn("auditor"), signIn("requester"), signIn("security")]);
const own = { origin: "http://localhost:3000" };

const report = (cookie: string, name: string, query: string, more: Record<string, string> = own) =>
  serveReport(exportReportOperation)(
    new Request(`http://localhost:3000/api/v1/reports/${name}/export?${query}`, { headers: { cookie, ...more } }),
    { params: Promise.resolve({ report: name }) },
  );

test("a report leaves as a file in each format, for those with a duty and for our own pages alone", async () => {
  for (const [format, type] of [
    ["csv", "text/csv"],
    ["json", "application/json"],
    ["pdf", "application/pdf"],
  ] as const) {
    const response = await report(security.cookie, "time-to-access", `format=${format}&days=7`);
    expect([response.status, response.headers.get("content-type")?.split(";")[0]]).toEqual([200, type]);
    expect(response.headers.get("content-disposition")).toContain(`.${format}"`);
    expect(response.headers.get("cache-control")).toBe("no-store");
  }
  expect((await report(security.cookie, "time-to-access", "format=csv", {})).status).toBe(403);
  expect((await report(requester.cookie, "time-to-access", "format=csv")).status).toBe(403);
});

test("a report that does not exist is not found, and a window without bounds is refused", async () => {
  const status = async (name: string, query: string) => (await report(auditor.cookie, name, query)).status;
  expect(await status("everything", "format=csv")).toBe(404);
  expect(await status("time-to-access", "from=2020-01-01&to=2026-01-01")).toBe(422);
  expect(await status("time-to-access", "from=2026-01-01")).toBe(422);
  expect(await status("time-to-access", "from=0000-01-01&to=0000-01-02")).toBe(422);
  expect(await status("time-to-access", "from=2026-01-01&to=2026-01-31")).toBe(200);
});

test("an answer about the past leaves with what proves it, and the export is in the record", async () => {
  const { id } = await personAt("requester");
  const ask = (cookie: string) =>
    serveReport(exportAccessAtOperation)(
      new Request(
        `http://localhost:3000/api/v1/audit/access-at/export?format=json&personId=${id}&at=2026-01-01T00:00:00Z`,
        {
          headers: { cookie, ...own },
        },
      ),
      { params: Promise.resolve({}) },
    );
  expect((await ask(security.cookie)).status).toBe(403);
  const answer = (await (await ask(auditor.cookie)).json()) as { title: string; tables: unknown[]; evidence: string };
  expect(answer).toMatchObject({ kind: "access-at", tables: [{ rows: [] }] });
  expect(answer.evidence).toMatch(/witnessed/);
  const { items } = await context().core.audit.page({ kind: "auditExported" }, { limit: 50 });
  expect(items.some(({ data }) => String(data["view"]).includes("accessAt"))).toBe(true);
});
