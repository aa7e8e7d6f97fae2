import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { root } from "#scripts/start/settings.ts";

const source = transpileModule(readFileSync(path.join(root, "components/focus/keep-focus.ts"), "utf8"), {
  compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ESNext },
}).outputText;

const row = (name: string) =>
  `<li data-row id="${name}"><a href="#${name}">${name}</a><button>End ${name}</button></li>`;

/** Two lists on a page, and what watches over the focus there; nothing else. */
async function openLists(page: Page): Promise<void> {
  await page.setContent(`<div><main><h1 tabindex="-1">Page</h1>
    <section id="list"><h2>List</h2><ul>${["a", "b", "c"].map(row).join("")}</ul></section>
    <section id="other"><h2>Other</h2><ul>${row("x")}</ul></section>
    <button>Outside</button></main></div>`);
  await page.addScriptTag({ type: "module", content: `${source}\nkeepFocus(document);` });
}

/** As the page's own code takes things away: never by a press. */
const remove = (page: Page, selector: string) =>
  page.evaluate((each) => document.querySelector(each)?.remove(), selector);
const end = (page: Page, name: string) => page.getByRole("button", { name: `End ${name}` });

test.beforeEach(async ({ page }) => {
  await openLists(page);
});

test("the focus of a row that goes moves to the first control of the next, and of the last to the one before", async ({
  page,
}) => {
  await end(page, "b").focus();
  await remove(page, "#b");
  await expect(page.getByRole("link", { name: "c" })).toBeFocused();
  await remove(page, "#c");
  await expect(page.getByRole("link", { name: "a" })).toBeFocused();
});

test("when the last row goes it moves to the list's heading, or to its empty sentence where there is one", async ({
  page,
}) => {
  await end(page, "x").focus();
  await remove(page, "#x");
  await expect(page.getByRole("heading", { name: "Other" })).toBeFocused();
  await end(page, "a").focus();
  await page.evaluate(() => {
    const list = document.querySelector("#list ul");
    list?.insertAdjacentHTML("afterend", "<div><p data-empty>Nothing</p></div>");
    list?.remove();
  });
  await expect(page.getByText("Nothing")).toBeFocused();
});

test("when its whole list goes it moves to the page's title", async ({ page }) => {
  await end(page, "x").focus();
  await remove(page, "#other");
  await expect(page.getByRole("heading", { name: "Page" })).toBeFocused();
});

test("a button that goes from a row that stays gives it to what is left of the row", async ({ page }) => {
  await end(page, "b").focus();
  await remove(page, "#b button");
  await expect(page.getByRole("link", { name: "b" })).toBeFocused();
});

test("rows that are drawn anew give it to the one at the same place", async ({ page }) => {
  await end(page, "b").focus();
  await page.evaluate((rows) => {
    const list = document.querySelector("#list ul");
    if (list) list.innerHTML = rows;
  }, ["a", "c"].map(row).join(""));
  await expect(page.getByRole("link", { name: "c" })).toBeFocused();
});

test("while a dialog has it nothing is taken from it, and once that has closed the next row gets it", async ({
  page,
}) => {
  await end(page, "a").focus();
  await page.evaluate(() =>
    document.body.insertAdjacentHTML(
      "beforeend",
      `<div id="above"><div role="dialog"><button>Yes</button></div></div>`,
    ),
  );
  await page.getByRole("button", { name: "Yes" }).focus();
  await remove(page, "#a");
  await expect(page.getByRole("button", { name: "Yes" })).toBeFocused();
  await remove(page, "#above");
  await expect(page.getByRole("link", { name: "b" })).toBeFocused();
});

test("whoever has left the row is not brought back", async ({ page }) => {
  await end(page, "a").focus();
  await page.getByRole("button", { name: "Outside" }).focus();
  await remove(page, "#a");
  await expect(page.getByRole("button", { name: "Outside" })).toBeFocused();
  await end(page, "b").focus();
  await page.getByRole("heading", { name: "Other" }).click();
  await remove(page, "#b");
  await remove(page, "#c");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
});

test("on a touch screen it goes to nothing that raises the keyboard", async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await openLists(page);
  await page.evaluate(() => document.querySelector("#b")?.insertAdjacentHTML("afterbegin", `<input aria-label="Why">`));
  await end(page, "a").focus();
  await remove(page, "#a");
  await expect(page.getByRole("link", { name: "b" })).toBeFocused();
  await context.close();
});
