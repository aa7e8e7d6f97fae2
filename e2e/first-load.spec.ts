import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { root } from "#scripts/start/settings.ts";
import { call } from "./support/call.ts";
import type { PersonAt } from "./support/people.ts";
import { expect, test } from "./support/signed-in.ts";

/** kB of 1,000 bytes, gzipped, above a page that draws nothing. */
const budgetKb = 90;
const pages: readonly (readonly [PersonAt, string])[] = [
  ["requester", "/"],
  ["requester", "/request"],
  ["oncall", "/access"],
  ["approver", "/approvals"],
  ["auditor", "/audit"],
  ["auditor", "/audit/access-at"],
  ["auditor", "/audit/events/1"],
  ["auditor", "/reports"],
  ["auditor", "/reports/revocation-lag"],
  ["auditor", "/reviews"],
  ["auditor", "/verify"],
  ["admin", "/admin/targets"],
  ["admin", "/admin/catalogue"],
  ["admin", "/admin/policy"],
  ["security", "/admin/changes"],
  ["admin", "/admin/people"],
  ["oncall", "/settings"],
];

const dist = path.join(root, process.env["LAPSE_DIST"] ?? ".next");
const manifest = z
  .object({ rootMainFiles: z.array(z.string()), polyfillFiles: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(path.join(dist, "build-manifest.json"), "utf8")));
/** What every page of this build loads, an empty one too; polyfills are loaded by no browser of this decade. */
const empty = new Set([...manifest.rootMainFiles, ...manifest.polyfillFiles]);

const scriptsIn = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/<script[^>]+src="\/_next\/([^"?]+)/gu)].flatMap(([, file]) => file ?? [])),
];
const gzippedBytes = (file: string): number => gzipSync(readFileSync(path.join(dist, file))).length;

for (const [at, address] of pages)
  test(`${address} loads at most ${budgetKb} kB of scripts more than an empty page`, async ({ callerOf }) => {
    const { status, text } = await call(portalUnderTest(), await callerOf(at), "GET", address);
    expect(status).toBe(200);
    const own = scriptsIn(text).filter((file) => !empty.has(file));
    expect(own).not.toEqual([]);
    const bytes = own.reduce((sum, file) => sum + gzippedBytes(file), 0);
    test.info().annotations.push({ type: "first load", description: `${Math.round(bytes / 1000)} kB` });
    expect(bytes).toBeLessThanOrEqual(budgetKb * 1000);
  });
