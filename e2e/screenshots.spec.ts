import { statSync } from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { root } from "#scripts/start/settings.ts";
import { type Company, prepareScreens, type Screen } from "./support/screens.ts";
import { cookieFor, expect, test } from "./support/signed-in.ts";

// With LAPSE_SCREENSHOTS=1 the same walk writes docs/screenshots.
const isWriting = process.env["LAPSE_SCREENSHOTS"] === "1";
const isThorough = isWriting || process.env["LAPSE_TEST_FULL"] === "1";
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const folder = path.join(root, "docs/screenshots");

let company: Company;

test.beforeAll(async ({ quietPortal }) => {
  company = await prepareScreens(quietPortal);
});

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** In the dark it is the same page in other colours: there only those are tried, unless everything is. */
async function seriousFaults(page: Page, colorScheme: "light" | "dark"): Promise<readonly string[]> {
  // There are no frames to be asked each by itself, which is what the other way opens a further page for.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
  if (colorScheme === "dark" && !isThorough) axe.withRules("color-contrast");
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = "" }) => `${colorScheme}: ${id} ${target.join(" ")}: ${failureSummary}`),
    );
}

async function open(page: Page, url: string, { path: address, shows }: Screen): Promise<void> {
  await page.goto(`${url}${address}`);
  // What is still being streamed has its text already, and is not to be seen yet.
  await expect(page.getByText(shows).filter({ visible: true }).first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
}

/** Colours follow the system by style alone, so a page that is there need not be opened anew for the dark. */
async function inBothColours(page: Page, { name }: Screen, viewport: typeof wide): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    if (isWriting) await shoot(page, `${name}-${colorScheme}-${viewport.width}.png`);
    if (isThorough || viewport === wide) expect.soft(await seriousFaults(page, colorScheme), name).toEqual([]);
  }
}

test("every screen, light and dark, wide and on a phone, is whole: nothing overflows, errs or shuts anybody out", async ({
  browser,
  quietPortal: { url },
}) => {
  test.setTimeout(480_000);
  const contexts = new Map<Screen["as"], BrowserContext>();
  for (const screen of company.screens) {
    const context = contexts.get(screen.as) ?? (await browser.newContext({ reducedMotion: "reduce" }));
    if (!contexts.has(screen.as) && screen.as !== null) {
      await context.addCookies(cookieFor(url, company.as[screen.as]));
    }
    contexts.set(screen.as, context);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() !== "error") return;
      // A page that is not there says so by its status whenever it is asked for: by its address, and in other forms of it when
      // something happens in the portal or a link to it is seen. What is missing on every page is told by all other screens.
      const isOwnStatus = screen.name === "not-found" && message.text().includes("status of 404");
      if (!isOwnStatus) faults.push(`${message.text()} ${message.location().url}`);
    });
    for (const viewport of [wide, phone]) {
      await page.setViewportSize(viewport);
      // On paper each is opened anew; in between only the window changes, as when a phone is turned.
      if (isWriting || viewport === wide) await open(page, url, screen);
      // A picture is drawn anew a moment after its window has changed.
      await expect
        .configure({ soft: true })
        .poll(() => overflow(page), `${screen.name} at ${viewport.width}: wider than its window`)
        .toBeLessThanOrEqual(0);
      await inBothColours(page, screen, viewport);
    }
    expect.soft(faults, screen.name).toEqual([]);
    await page.close();
  }
  for (const context of contexts.values()) await context.close();
});

async function shoot(page: Page, name: string): Promise<void> {
  const file = path.join(folder, name);
  await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  expect(statSync(file).size, name).toBeLessThanOrEqual(250_000);
}
