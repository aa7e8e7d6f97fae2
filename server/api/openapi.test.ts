import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openapi } from "#server/api/openapi.ts";
import { pathParameters, splitInput } from "#server/api/operation.ts";
import { operations } from "#server/api/operations.ts";

const document = openapi("http://localhost:3000") as {
  paths: Record<string, Record<string, { operationId: string; "x-lapse-roles": string[]; responses: object }>>;
};

test.each(operations.map((operation) => [operation.id, operation] as const))(
  "%s: its examples are valid, for the request and for the answer",
  (_, operation) => {
    const { fromPath, fromRest } = splitInput(operation);
    const names = new Set(pathParameters(operation.path));
    const given = Object.entries(operation.example.input);
    // What a query carries is text.
    const sent = operation.method === "GET" ? given.map(([key, value]) => [key, String(value)] as const) : given;
    expect(fromPath.safeParse(Object.fromEntries(sent.filter(([key]) => names.has(key)))).error).toBeUndefined();
    expect(fromRest.safeParse(Object.fromEntries(sent.filter(([key]) => !names.has(key)))).error).toBeUndefined();
    expect(operation.output.safeParse(operation.example.output).error).toBeUndefined();
  },
);

test("every operation says who may, how they prove it, and what it answers", () => {
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) {
      expect(operation["x-lapse-roles"].length).toBeGreaterThan(0);
      expect(operation).toHaveProperty("security.0.session");
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["401", "403", "422", "500"]));
    }
  }
});

test("operation ids are unique, and no two operations share a method and path", () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  expect(new Set(operations.map(({ method, path }) => `${method} ${path}`)).size).toBe(operations.length);
});

test("the document is plain JSON, without references that lead nowhere", () => {
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"\$ref":"([^"]+)"/g)) expect(name).toBe("#/components/schemas/Problem");
});

test("the routes below app/api/v1 are exactly the documented operations", () => {
  const root = join(import.meta.dirname, "../../app/api/v1");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("route.ts"));
  const served = files.flatMap((file) => {
    const path = `/${file.replace(/\/route\.ts$/, "").replaceAll(/\[(\w+)\]/g, "{$1}")}`;
    const text = readFileSync(join(root, file), "utf8");
    return ["GET", "POST", "PUT", "PATCH", "DELETE"]
      .filter((m) => new RegExp(`\\b${m}\\b`).test(text))
      .map((m) => `${m} ${path}`);
  });
  const documented = operations.map(({ method, path }) => `${method} ${path}`);
  expect(served.sort()).toEqual([...documented, "GET /openapi.json"].sort());
});
