import { beforeAll, expect, it } from "vitest";
import type { EntitlementId } from "#core/domain/ids.ts";
import { BadCursor } from "#core/domain/page.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { browseCatalogue } from "#core/usecases/catalogue/browse-catalogue.ts";
import { listBundles } from "#core/usecases/catalogue/list-bundles.ts";
import { searchEntitlements } from "#core/usecases/catalogue/search-entitlements.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";

const { core } = await openTestCore();
let company: Company;
let mei: Confirmer;
beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
});

const propose = async (entitlementIds: readonly EntitlementId[], retire = false) => {
  const change = { kind: "bundle" as const, name: "Incident", description: "x", entitlementIds: [...entitlementIds] };
  return proposeChange(core, await company.as("priya"), { summary: "bundle", change: { ...change, retire } });
};
const approve = async (proposed: Awaited<ReturnType<typeof propose>>) => {
  if (!proposed.ok) throw new Error(proposed.error);
  const decided = { changeId: proposed.value.id, decision: "approve" as const };
  expect(await decideConfirmed(core, mei, decided)).toMatchObject({ ok: true });
};
const shown = async () => {
  const bundles = await listBundles(core, await company.as("ines"), {});
  return bundles.ok ? bundles.value.map(({ entitlements }) => entitlements.map(({ id }) => id)) : [];
};

it("a bundle is there once somebody else approved it, changes by its name, and can be retired", async () => {
  const { read, write } = company;
  const proposed = await propose([read, write]);
  expect(await shown()).toEqual([]);
  await approve(proposed);
  expect((await shown()).map((ids) => new Set(ids))).toEqual([new Set([read, write])]);
  await approve(await propose([read]));
  expect(await shown()).toEqual([[read]]);
  await approve(await propose([read], true));
  expect(await shown()).toEqual([]);
});

it("what cannot be requested cannot be put into a bundle", async () => {
  const unknown = core.ids.newId("ent");
  expect(await propose([company.read, unknown])).toEqual({ ok: false, error: "unknown_entitlement" });
});

it("the catalogue is browsed to its end, each entitlement once, with the answer for this person", async () => {
  const ines = await company.as("ines");
  const wish = { q: "", limit: 1, durationSeconds: 600, justification: "" };
  const pages = await Promise.all([0, 1, 2].map((from) => browseCatalogue(core, ines, { ...wish, from })));
  const entries = pages.flatMap((page) => (page.ok ? page.value.entries : []));
  expect(new Set(entries.map(({ id }) => id))).toEqual(new Set([company.read, company.write]));
  expect(entries.map(({ answer }) => answer.outcome)).toEqual(["needs-approval", "needs-approval"]);
  expect(pages.every((page) => page.ok && page.value.total === 2)).toBe(true);
});

it("a search goes on after the last that was shown, whatever became a favourite meanwhile", async () => {
  const ines = await company.as("ines");
  const search = async (cursor?: string) => {
    const page = await searchEntitlements(core, ines, { q: "orders", limit: 1, cursor });
    if (!page.ok) throw new Error("a search is never refused");
    return { ids: page.value.items.map(({ id }) => id), nextCursor: page.value.nextCursor };
  };
  const first = await search();
  expect(first.ids).toEqual([company.read]);
  await core.catalogue.setFavourite(ines.person.id, company.read, true);
  expect(await search(first.nextCursor ?? "")).toEqual({ ids: [company.write], nextCursor: null });
  await core.catalogue.setFavourite(ines.person.id, company.read, false);
});

it.each(["forged", "0", "1", "", `9.0.${"ent_".padEnd(30, "0")}`, "-1.0.x"])(
  "a search goes on from no cursor but its own: %j",
  async (cursor) => {
    const asked = searchEntitlements(core, await company.as("ines"), { q: "", limit: 50, cursor });
    await expect(asked).rejects.toThrow(BadCursor);
  },
);
