#!/usr/bin/env node
import { runPolicy } from "#cli/policy/run-policy.ts";
import { runExport } from "#cli/export/run-export.ts";
import { runPsql } from "#cli/psql/run-psql.ts";
import { Unreadable } from "#cli/unreadable.ts";
import { usage, UsageFault } from "#cli/usage.ts";
import { runVerify } from "#cli/verify/run-verify.ts";
import { runWitness } from "#cli/witness/run-witness.ts";

/** 0: fine. 1: something was found. 2: not understood, or not readable. */
async function main([command, ...rest]: readonly string[]): Promise<number> {
  try {
    if (command === "psql") return await runPsql(rest);
    if (command === "policy") return await runPolicy(rest, process.env, (line) => console.log(line));
    if (command === "verify") return runVerify(rest, (line) => console.log(line));
    if (command === "audit" && rest[0] === "export") return await runExport(rest.slice(1), process.env, console.log);
    if (command === "witness") return await runWitness(rest, console.log);
    if (command === "--help" || command === "help") {
      console.log(usage);
      return 0;
    }
    throw new UsageFault(command === undefined ? "Say what to do." : `There is no command "${command}".`);
  } catch (fault) {
    if (fault instanceof UsageFault) console.error(`${fault.message}\n\n${usage}`);
    else if (fault instanceof Unreadable) console.error(fault.message);
    else throw fault;
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
