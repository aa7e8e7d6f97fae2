import { execFile } from "node:child_process";
import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);
const policy = "/usr/sbin/policy-rc.d";

/** Whether packages can be installed here at all: on Debian and its children, as root. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** Installs Debian packages without starting the services that some of them bring. */
export async function installDebianPackages(...names: string[]): Promise<void> {
  const guarded = existsSync(policy);
  // Debian asks this file before it starts a service: 101 means "not now".
  if (!guarded) {
    writeFileSync(policy, "#!/bin/sh\nexit 101\n");
    chmodSync(policy, 0o755);
  }
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    maxBuffer: 64 * 1024 * 1024,
  };
  try {
    await run("apt-get", ["update", "-q"], options);
    await run("apt-get", ["install", "-qy", "--no-install-recommends", ...names], options);
  } finally {
    if (!guarded) rmSync(policy, { force: true });
  }
}
