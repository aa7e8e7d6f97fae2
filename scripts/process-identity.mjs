import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Undefined when there is no such process, or when it has ended and only waits to be collected by its parent. */
export function identifyProcess(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const startedAt = process.platform === "linux" ? linuxStart(pid) : ps(pid, "lstart=");
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** True while exactly this process runs: a number that was given to another process does not count. */
export function isRunning(identity) {
  return identifyProcess(identity.pid)?.startedAt === identity.startedAt;
}

/** The arguments a process was started with; empty when it is gone. On macOS an argument with a space is cut in two. */
export function commandLine(pid) {
  if (process.platform !== "linux") return (ps(pid, "command=") ?? "").split(" ");
  return (read(`/proc/${pid}/cmdline`) ?? "").split("\0").slice(0, -1);
}

/** The process that started this one, or the one that adopted it; undefined when there is no such process. */
export function parentOf(pid) {
  const text = process.platform === "linux" ? linuxStat(pid)?.[1] : ps(pid, "ppid=");
  return text === undefined ? undefined : Number(text);
}

function linuxStart(pid) {
  const fields = linuxStat(pid);
  // "Z": a zombie still has its number, so a plain kill(pid, 0) would call it alive for ever.
  return fields === undefined || fields[0] === "Z" ? undefined : fields[19];
}

/** The fields of proc(5) `stat` after the command name, which may itself hold spaces and brackets. */
function linuxStat(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function ps(pid, column) {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}
