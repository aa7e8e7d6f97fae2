import { expect, test } from "vitest";
import { mostSavedSearches, saveSearchInput } from "#core/domain/audit/saved-search.ts";
import { createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { listAuditChoices } from "#core/usecases/audit/list-audit-choices.ts";
import { removeSearch } from "#core/usecases/audit/remove-search.ts";
import { saveSearch } from "#core/usecases/audit/save-search.ts";

const { core, sql } = await openTestCore();
const company = await createCompany(core);
const auditor = await company.as("jonas");
const search = { name: "Refused sign-ins", view: "events", query: "kind=signInFailed" } as const;

test("a search is kept for its person alone, replaced under its name, and forgotten", async () => {
  await saveSearch(core, auditor, { ...search, query: "kind=voteCast" });
  expect(await saveSearch(core, auditor, search)).toEqual({ ok: true, value: [search] });
  expect(await core.savedSearches.of(company.people.mei.id)).toEqual([]);
  const choices = await listAuditChoices(core, auditor, {});
  expect(choices).toMatchObject({ ok: true, value: { searches: [search], targets: [{ name: "memory" }] } });
  expect(await removeSearch(core, auditor, { name: search.name })).toEqual({ ok: true, value: [] });
});

test("nobody keeps more than a screenful", async () => {
  await sql(`insert into "SavedSearch" select $1, 'search ' || n, 'events', '' from generate_series(1, $2::int) n`, [
    auditor.person.id,
    mostSavedSearches,
  ]);
  expect(await saveSearch(core, auditor, search)).toEqual({ ok: false, error: "too_many" });
  expect((await saveSearch(core, auditor, { ...search, name: "search 1" })).ok).toBe(true);
});

test("only auditors keep questions to the record, and a query is never an address", async () => {
  for (const name of ["priya", "ines"] as const)
    expect(await saveSearch(core, await company.as(name), search)).toEqual({ ok: false, error: "not_allowed" });
  const allowed = (query: string) => saveSearchInput.safeParse({ ...search, query }).success;
  expect(["", "kind=voteCast&from=2026-01-01T00%3A00%3A00.000Z"].map(allowed)).toEqual([true, true]);
  expect(["//evil.example", "a=b#c", "javascript:alert(1)", "a=<b>"].map(allowed)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
