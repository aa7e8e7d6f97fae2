#!/usr/bin/env node
import { Unreadable } from "#cli/unreadable.ts";
import { usage, UsageFault } from "#cli/usage.ts";
import { runVerify } from "#cli/verify/run-verify.ts";

/** 0: fine. 1: something was found. 2: not understood, or not readable. */
function main([command, ...rest]: readonly string[]): number {
  try {
    if (command === "verify") return runVerify(rest, (line) => console.log(line));
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

process.exitCode = main(process.argv.slice(2));
