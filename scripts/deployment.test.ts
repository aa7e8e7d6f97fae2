import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { readEnv } from "#server/env.ts";
import { root } from "./start/settings.ts";

/* What is deployed is what the code has: its variables, its routes, its scripts. */
const folder = path.join(root, "deploy/kubernetes");
const textOf = (file: string): string => readFileSync(path.join(folder, file), "utf8");
const files = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

/** Every value below a node with this key. */
const below = (node: unknown, key: string): readonly unknown[] =>
  typeof node !== "object" || node === null
    ? []
    : Object.entries(node).flatMap(([name, value]: [string, unknown]) => [
        ...(name === key ? [value] : []),
        ...below(value, key),
      ]);
const documents = files
  .filter((file) => file !== "kustomization.yaml")
  .flatMap((file) => parseAllDocuments(textOf(file)).map((document) => document.toJS() as { kind: string }));

test("every manifest is applied", () => {
  const { resources } = parse(textOf("kustomization.yaml")) as { resources: readonly string[] };
  expect([...resources].sort()).toEqual(files.filter((file) => file !== "kustomization.yaml").sort());
});

test("every address that a probe or the schedule calls is a route", () => {
  const probed = below(documents, "httpGet").map((probe) => (probe as { path: string }).path);
  const scheduled = [...textOf("cron.yaml").matchAll(/http:\/\/portal(\/[^"]+)"/g)].map(([, address]) => address!);
  expect([probed.length, scheduled.length]).toEqual([3, 1]);
  for (const address of [...probed, ...scheduled])
    expect(existsSync(path.join(root, "app", address.split("?")[0]!, "route.ts")), address).toBe(true);
});

test("what is left out of a replica's readiness are checks that it has", () => {
  const left = below(documents, "httpGet").flatMap((probe) =>
    new URL((probe as { path: string }).path, "http://portal").searchParams.getAll("exclude"),
  );
  expect(left).toEqual(["revoker", "log", "clocks"]);
  const checks = readFileSync(path.join(root, "server/health/serve-readiness.ts"), "utf8");
  for (const check of left) expect(checks).toContain(`readonly ${check}: boolean;`);
});

test("every variable that is set or spoken of is one that the portal reads, and every script is there", () => {
  const spoken = files.flatMap(
    (file) => textOf(file).match(/\b(LAPSE_[A-Z_]+|DATABASE_URL|NEXTAUTH_SECRET|CRON_SECRET|PORT)\b/g) ?? [],
  );
  const sources = ["server/env.ts", "scripts/start/settings.ts", "scripts/start/portal-environment.ts"];
  const read = sources.map((file) => readFileSync(path.join(root, file), "utf8")).join();
  for (const name of new Set(spoken)) expect(read, name).toMatch(new RegExp(`\\b${name}\\b`));
  const scripts = below(documents, "command").flatMap((command) =>
    (command as readonly string[]).filter((part) => part.startsWith("scripts/")),
  );
  expect(scripts.sort()).toEqual(["scripts/migrate.ts", "scripts/start.mjs"]);
  for (const script of scripts) expect(existsSync(path.join(root, script)), script).toBe(true);
});

test("the secrets that the portal's pods are told to have are those without which it does not start", () => {
  const named = /# (DATABASE_URL \(of the pooler\), .*)/.exec(textOf("portal.yaml"))?.[1]?.match(/[A-Z_]{4,}/g) ?? [];
  const missing = (): string => {
    try {
      readEnv({ LAPSE_WITNESS_FILE: "witness" });
      return "";
    } catch (error) {
      return String(error);
    }
  };
  const needed = [...missing().matchAll(/^ {2}([A-Z_]+) is missing$/gm)].map(([, name]) => name!);
  expect(needed.length).toBeGreaterThan(4);
  for (const name of needed) expect([...named, "LAPSE_PUBLIC_URL"], name).toContain(name);
});
