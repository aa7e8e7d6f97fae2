import type { Page } from "@playwright/test";
import type { Credential } from "./ask.ts";

/** Presses Connect and lets the page show the credential, the one time that it does. */
export async function revealInBrowser(page: Page): Promise<Omit<Credential, "command">> {
  await page.getByRole("button", { name: "Connect" }).click();
  await page.getByRole("button", { name: "Show the password once" }).click();
  const password = page.getByRole("region", { name: "password", exact: true });
  await password.waitFor();
  await page.getByRole("button", { name: "Show the password on the screen" }).click();
  const command = await page.getByRole("region", { name: "connect command" }).innerText();
  const word = (name: string) => new RegExp(`${name}=([^ "]+)`).exec(command)?.[1] ?? "";
  return {
    ...{ host: word("host"), port: Number(word("port")), database: word("dbname"), username: word("user") },
    password: await password.innerText(),
  };
}
