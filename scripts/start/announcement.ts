import type { Settings } from "./settings.ts";

const people = [
  ["requester", "asks for access"],
  ["oncall", "a second engineer, on call"],
  ["approver", "approves for the owner of orders"],
  ["security", "approves for security"],
  ["auditor", "reads the record"],
  ["admin", "runs the portal"],
] as const;

export function announceDemo({ publicUrl, dataDir }: Settings, password: string): string {
  const accounts = people.map(([name, does]) => `    ${`${name}@demo.lapse.test`.padEnd(28)} ${does}`);
  return [
    `  Lapse: ${publicUrl.origin}`,
    "",
    "  A demo company with a real database to ask for. Sign in as:",
    ...accounts,
    `  Password of all: ${password}`,
    `  Data: ${dataDir}`,
  ].join("\n");
}

/** Without an administrator nobody could sign in, so whoever reads the console becomes the first. */
export async function announceSetup({ publicUrl }: Settings): Promise<string> {
  const { issueSetupLink } = await import("#server/setup/issue-setup-link.ts");
  const link = await issueSetupLink();
  const address = `  Lapse: ${publicUrl.origin}`;
  if (link === undefined) return address;
  return `${address}\n\n  There is no administrator yet. Valid once, for 15 minutes:\n    ${link}`;
}
