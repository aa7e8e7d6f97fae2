import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { callPortal, portalFrom } from "#cli/policy/call-portal.ts";
import { type Check, printCheck } from "#cli/policy/print-check.ts";
import { printReplay, type Replay } from "#cli/policy/print-replay.ts";
import { Unreadable } from "#cli/unreadable.ts";
import { UsageFault } from "#cli/usage.ts";

const shownDifferences = "200";

/** `lapse policy replay <file> [--days N]` and `lapse policy test <file>`: 0 nothing found, 1 something, 2 not understood. */
export const runPolicy = async (
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<number> => {
  const { command, file, days, json } = read(words);
  const portal = portalFrom(environment);
  const document = textOf(file);
  if (command === "test")
    return printCheck((await callPortal(portal, "/api/v1/policy/check", { document })) as Check, print);
  const asked = { document, days, limit: shownDifferences };
  const replay = (await callPortal(portal, "/api/v1/policy/replay", asked)) as Replay;
  if (!json) return printReplay(replay, print);
  print(JSON.stringify(replay));
  return replay.differences.length === 0 ? 0 : 1;
};

interface Words {
  readonly command: "replay" | "test";
  readonly file: string;
  readonly days: string;
  readonly json: boolean;
}

const read = (words: readonly string[]): Words => {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { days: { type: "string", default: "30" }, json: { type: "boolean", default: false } },
    });
    const [command, file, ...more] = positionals;
    if ((command !== "replay" && command !== "test") || file === undefined || more.length > 0)
      throw new UsageFault("Say `policy replay <file>` or `policy test <file>`.");
    if (!/^[1-9]\d{0,2}$/.test(values.days)) throw new UsageFault("--days is a number from 1 to 400.");
    return { command, file, ...values };
  } catch (fault) {
    if (fault instanceof UsageFault) throw fault;
    throw new UsageFault(fault instanceof Error ? fault.message : String(fault));
  }
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new Unreadable(file, cause);
  }
};
