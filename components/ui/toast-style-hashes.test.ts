import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { toastStyleHashes } from "./toast-style-hashes.ts";

const sourceFor = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("the policy allows exactly the style sheet that the installed sonner inserts", async () => {
  const code = await readFile(fileURLToPath(import.meta.resolve("sonner")), "utf8");
  const literals = [...code.matchAll(/__insertCSS\((".*?(?<!\\)")\)/g)].map(
    (match) => JSON.parse(match[1] ?? "") as string,
  );
  expect(literals).toHaveLength(1);
  expect(["", ...literals].map(sourceFor)).toEqual([...toastStyleHashes]);
});
