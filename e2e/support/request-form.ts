import type { Page } from "@playwright/test";
import { openLive } from "./open-live.ts";

interface Wish {
  readonly entitlement: string;
  readonly seconds: number;
  readonly why: string;
}

/** Fills in the request form as a person does, and sends it. The page of the new request is open afterwards. Returns its id. */
export async function requestInBrowser(page: Page, { entitlement, seconds, why }: Wish): Promise<string> {
  await openLive(page, "/request");
  const form = page.getByRole("form", { name: "Request access" });
  await form.getByRole("radio", { name: entitlement }).check();
  await form.getByRole("radio", { name: "Other…" }).check();
  await form.getByLabel("How many").fill(String(seconds));
  await form.getByLabel("Unit").selectOption("seconds");
  await form.getByLabel("Why?").fill(why);
  await form.getByRole("button", { name: /^(Ask for approval|Get access)/ }).click();
  await page.waitForURL(/\/requests\/req_/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}
