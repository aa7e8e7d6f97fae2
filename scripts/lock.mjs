import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { identifyProcess, isRunning } from "./process-identity.mjs";

/**
 * Runs `work` while no other process holds this lock file. The lock names its holders: one left by a killed process
 * does not hold. `work` may name a child of ours as a further holder, since it outlives us when we are killed.
 */
export async function withLock(file, onWait, work) {
  const holders = [identifyProcess(process.pid)];
  let told = false;
  while (!take(file, holders)) {
    if (!told) onWait();
    told = true;
    await sleep(200);
  }
  const alsoHeldBy = (pid) => {
    const child = identifyProcess(pid);
    if (child !== undefined) holders.push(child);
    renameSync(draft(file, holders), file);
  };
  try {
    return await work(alsoHeldBy);
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file, holders) {
  if (holdersOf(file).some(isRunning)) return false;
  putAside(file);
  const whole = draft(file, holders);
  try {
    // A link appears with its content or not at all, and never over a lock that somebody else has just made.
    linkSync(whole, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(whole, { force: true });
  }
}

/** Removes a dead lock; gives it back when another process replaced it by a living one since we looked. */
function putAside(file) {
  const aside = `${file}.aside-${process.pid}`;
  try {
    renameSync(file, aside);
    if (holdersOf(aside).some(isRunning)) linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function draft(file, holders) {
  const name = `${file}.draft-${process.pid}`;
  writeFileSync(name, JSON.stringify(holders), { mode: 0o600 });
  return name;
}

function holdersOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return [];
  }
}
