import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { callPortal, portalFrom } from "#cli/policy/call-portal.ts";
import { type Check, printCheck } from "#cli/policy/print-check.ts";
import { proposePolicy } from "#cli/policy/propose-policy.ts";
import { printReplay, type Replay } from "#cli/policy/print-replay.ts";
import { Unreadable } from "#cli/unreadable.ts";
import { UsageFault } from "#cli/usage.ts";

const shownDifferences = "200";

/** `lapse policy test`, `replay` and `propose`: 0 nothing found or proposed, 1 something found, 2 not understood or not allowed. */
export const runPolicy = async (
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<number> => {
  const { command, file, days, json, summary, base } = read(words);
  const portal = portalFrom(environment);
  const document = textOf(file);
  if (command === "test")
    return printCheck((await callPortal(portal, "/api/v1/policy/check", { document })) as Check, print);
  if (command === "propose")
    return proposePolicy(portal, { document, summary: summary ?? `Policy of ${path.basename(file)}`, base }, print);
  const asked = { document, days, limit: shownDifferences };
  const replay = (await callPortal(portal, "/api/v1/policy/replay", asked)) as Replay;
  if (!json) return printReplay(replay, print);
  print(JSON.stringify(replay));
  return replay.differences.length === 0 ? 0 : 1;
};

const commands = ["test", "replay", "propose"] as const;
type Command = (typeof commands)[number];
const isCommand = (word: string | undefined): word is Command => commands.some((command) => command === word);

interface Words {
  readonly command: Command;
  readonly file: string;
  readonly days: string;
  readonly json: boolean;
  readonly summary: string | undefined;
  readonly base: string | undefined;
}

const read = (words: readonly string[]): Words => {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        days: { type: "string", default: "30" },
        json: { type: "boolean", default: false },
        summary: { type: "string" },
        base: { type: "string" },
      },
    });
    const [command, file, ...more] = positionals;
    if (!isCommand(command) || file === undefined || more.length > 0)
      throw new UsageFault("Say `policy test <file>`, `policy replay <file>` or `policy propose <file>`.");
    if (!/^[1-9]\d{0,2}$/.test(values.days)) throw new UsageFault("--days is a number from 1 to 400.");
    const { summary, base } = values;
    if (base !== undefined && !/^[1-9]\d{0,8}$/.test(base)) throw new UsageFault("--base is the number of a policy.");
    return { command, file, days: values.days, json: values.json, summary, base };
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
