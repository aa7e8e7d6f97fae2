import { parseArgs } from "node:util";
import { exportLog, type ReadLog } from "#cli/export/export-log.ts";
import { Unreadable } from "#cli/unreadable.ts";
import { UsageFault } from "#cli/usage.ts";

/** `lapse audit export`: the log as files, with a personal token of an auditor from LAPSE_TOKEN. Returns the exit code. */
export async function runExport(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<number> {
  const { folder, portal } = readArguments(words, environment);
  const token = environment["LAPSE_TOKEN"];
  if (!token) throw new UsageFault("Put a personal token with the scope audit:read into LAPSE_TOKEN.");
  const checkpoint = await exportLog(reader(portal, token), folder);
  print(
    `${folder} holds ${checkpoint.size} entries of ${checkpoint.origin}. Check them: lapse verify ${folder} --key <vkey>`,
  );
  return 0;
}

function readArguments(words: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
  try {
    const options = { url: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [folder, ...more] = positionals;
    const portal = URL.parse(values.url ?? environment["LAPSE_URL"] ?? "");
    if (folder === undefined || more.length > 0) throw new UsageFault("Give one folder for the export.");
    if (!portal) throw new UsageFault("Give the portal's address with --url or in LAPSE_URL.");
    return { folder, portal };
  } catch (fault) {
    if (fault instanceof UsageFault) throw fault;
    throw new UsageFault(fault instanceof Error ? fault.message : String(fault), { cause: fault });
  }
}

/** A redirect is an answer of its own: the token goes to the address that was given and to no other. */
const reader =
  (portal: URL, token: string): ReadLog =>
  async (path) => {
    const url = new URL(`/api/log/${path}`, portal);
    try {
      const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, redirect: "manual" });
      if (!response.ok) throw new Error(`the portal answered ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    } catch (fault) {
      throw new Unreadable(url.href, fault);
    }
  };
