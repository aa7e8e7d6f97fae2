/**
 * How home, the approvals and the request form feel in a real browser at scale: largest contentful paint, the slowest of twenty
 * key presses and clicks (an upper bound of INP), and layout shift; the middle of five loads. Beside them the sign-in page, which
 * reads nothing. Needs a build (`npm run build`). `npm run bench:pages`; with `-- --json` the last line is one JSON object.
 * Aims: LCP ≤ 1,000 ms, INP ≤ 100 ms, CLS ≤ 0.02.
 */
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import type { PersonAt } from "#e2e/support/people.ts";
import { chromiumOptions } from "#scripts/playwright/chromium.ts";
import { startScaledPortal } from "./scaled/scaled-portal.ts";

process.env["LAPSE_LOG_LEVEL"] ??= "error";

interface Felt {
  readonly lcpMs: number;
  readonly inpMs: number;
  readonly cls: number;
}

/** Runs before the page's own scripts. */
const watch = (): void => {
  const felt = { lcpMs: 0, inpMs: 0, cls: 0 };
  Object.assign(globalThis, { felt });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) felt.lcpMs = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) felt.inpMs = Math.max(felt.inpMs, entry.duration);
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) felt.cls += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
};

const byKeys = async (page: Page): Promise<void> => {
  for (const key of ["j", "j", "j", "k", "j", "j", "k", "k", "j", "j"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(80);
  }
};
const bySearching = async (page: Page): Promise<void> => {
  await page.getByRole("searchbox").or(page.getByRole("combobox")).first().click();
  await page.keyboard.type("paymets q", { delay: 80 });
  await page.waitForTimeout(500);
};
const byNothing = (page: Page): Promise<void> => page.keyboard.press("Tab");

const pages: readonly (readonly [string, PersonAt | null, string, (page: Page) => Promise<void>])[] = [
  ["sign-in (floor)", null, "/sign-in", byNothing],
  ["home", "approver", "/", byNothing],
  ["approvals", "approver", "/approvals", byKeys],
  ["request", "requester", "/request", bySearching],
];

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const feltOn = async (context: BrowserContext, url: string, act: (page: Page) => Promise<void>): Promise<Felt> => {
  const loads: Felt[] = [];
  for (let load = 0; load < 5; load += 1) {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(url, { waitUntil: "load" });
    await page.waitForTimeout(1_000);
    const lcpMs = await page.evaluate(() => (globalThis as unknown as { felt: Felt }).felt.lcpMs);
    await act(page);
    await page.waitForTimeout(300);
    const { inpMs, cls } = await page.evaluate(() => (globalThis as unknown as { felt: Felt }).felt);
    loads.push({ lcpMs, inpMs, cls });
    await page.close();
  }
  return {
    lcpMs: Math.round(middle(loads.map(({ lcpMs }) => lcpMs))),
    inpMs: Math.round(Math.max(...loads.slice(1).map(({ inpMs }) => inpMs))),
    cls: Number(middle(loads.map(({ cls }) => cls)).toFixed(4)),
  };
};

const portal = await startScaledPortal({ entitlements: 10_000, people: 5_000, pending: 10_000, decided: 5_000 });
const browser = await chromium.launch(chromiumOptions());
try {
  const figures: Record<string, Felt> = {};
  for (const [name, at, address, act] of pages) {
    const cookie = at === null ? undefined : portal.browserOf(at).headers["cookie"];
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const [key = "", ...value] = (cookie ?? "").split("=");
    if (cookie !== undefined) await context.addCookies([{ name: key, value: value.join("="), url: portal.url }]);
    const felt = await feltOn(context, `${portal.url}${address}`, act);
    figures[name] = felt;
    console.log(
      `${name.padEnd(16)} LCP ${felt.lcpMs} ms (aim 1,000), slowest press ${felt.inpMs} ms (aim 100), CLS ${felt.cls} (aim 0.02)`,
    );
    await context.close();
  }
  if (process.argv.includes("--json")) console.log(JSON.stringify(figures));
} finally {
  await browser.close();
  await portal.stop();
}
