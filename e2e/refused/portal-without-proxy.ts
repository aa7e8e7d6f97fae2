import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "#scripts/start/settings.ts";
import { type OwnPortal, startOwnPortal } from "../support/own-portal.ts";
import { distDir } from "./doors-of-build.ts";

const notServed = /^(cache|build|diagnostics|turbopack|types|trace|trace-build)(\/|$)/;

/**
 * A portal from the same build, in which Next does not know of `proxy.ts`: the one entry of the manifest through which the
 * server finds it is taken out of a copy, which is what a build without that file would say. Everything else is byte for byte
 * what is served. That the proxy is really gone is asserted by the tests, from outside.
 */
export async function startPortalWithoutProxy(): Promise<OwnPortal> {
  const copy = `.next-without-proxy-${process.pid}`;
  const folder = path.join(root, copy);
  const from = distDir();
  cpSync(from, folder, {
    recursive: true,
    filter: (file) => !notServed.test(path.relative(from, file)),
    verbatimSymlinks: true,
  });
  const manifest = path.join(folder, "server/functions-config-manifest.json");
  const config = JSON.parse(readFileSync(manifest, "utf8")) as { functions: Record<string, unknown> };
  if (config.functions["/_middleware"] === undefined) throw new Error("the build names its proxy in another place");
  Reflect.deleteProperty(config.functions, "/_middleware");
  writeFileSync(manifest, JSON.stringify(config));
  const removeCopy = () => rmSync(folder, { recursive: true, force: true });
  const portal = await startOwnPortal({ LAPSE_DIST: copy }).catch((error: unknown) => {
    removeCopy();
    throw error;
  });
  return {
    ...portal,
    remove: async () => {
      await portal.remove();
      removeCopy();
    },
  };
}
