import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import { editDistance, indexCatalogue, searchCatalogue } from "#core/domain/catalogue/search.ts";

/** The textbook form, without the early stop: slow, and what the fast one must agree with. */
const reference = (a: string, b: string): number => {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j));
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      d[i]![j] = Math.min(i === 0 ? j : d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
    }
  return d[a.length]![b.length]!;
};

describe("typos", () => {
  it.each([
    ["orders", "orders", 0],
    ["ordres", "orders", 1],
    ["oders", "orders", 1],
    ["orderss", "orders", 1],
    ["billing", "orders", 3],
  ])("%s is %s at a distance that is counted up to 2", (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance);
  });

  it("are counted as the textbook counts them, up to the limit", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(Math.min(reference(a, b), limit + 1));
      }),
    );
  });
});

const item = (resource: string, action: string, changes: { owner?: string; env?: string } = {}): CatalogueItem => {
  const { owner = null, env = "prod" } = changes;
  return {
    entitlement: { id: `ent_${resource}_${action}`, action, name: `${action} on ${resource}`, description: "" },
    resource: { name: resource, tags: { env }, description: "" },
    target: { name: "main cluster" },
    ownerGroup: owner,
  } as unknown as CatalogueItem;
};
const index = indexCatalogue([
  item("orders-db", "write"),
  item("billing-db", "read", { owner: "finance" }),
  item("orders-db", "read"),
  item("orders-archive", "read", { env: "staging" }),
]);
const found = (query: string) =>
  searchCatalogue(index, query)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item: { resource, entitlement } }) => `${resource.name} ${entitlement.action}`);

describe("a search", () => {
  it("without a word finds everything, by name", () => {
    expect(found("  ")).toEqual(["billing-db read", "orders-archive read", "orders-db read", "orders-db write"]);
  });

  it.each([
    ["write", ["orders-db write"]],
    ["ORDERS-DB read", ["orders-db read"]],
    ["staging", ["orders-archive read"]],
    ["finance", ["billing-db read"]],
    ["ordres write", ["orders-db write"]],
    ["biling", ["billing-db read"]],
    ["archive write", []],
    ["xyz", []],
  ])("%s finds %j", (query, names) => {
    expect(found(query)).toEqual(names);
  });

  it("puts the whole name before a part of it", () => {
    expect(found("orders-db")[0]).toMatch("orders-db");
    expect(found("orders")).toHaveLength(3);
  });
});
