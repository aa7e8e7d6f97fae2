import { expect, test } from "vitest";
import { forgetPerson } from "#core/domain/erasure/forget-person.ts";
import { pseudonymOf } from "#core/domain/erasure/pseudonym.ts";
import type { PersonId } from "#core/domain/ids.ts";

const mia = "per_01ARZ3NDEKTSV4RRFFQ69G5FAV" as PersonId;
const ben = "per_01ARZ3NDEKTSV4RRFFQ69G5FAW" as PersonId;
const { name, email } = pseudonymOf(mia);
const person = (id: PersonId, called: string) => ({
  ...{ id, name: called, email: `${called}@example.test`, attributes: { team: called }, groups: ["data"] },
});

test("one person becomes a pseudonym wherever they are described; what they are in, and everybody else, stays", () => {
  const facts = {
    items: [{ holder: person(mia, "mia"), person: person(ben, "ben"), target: { id: "tgt_1", name: "mia" } }],
    directory: { members: { data: [person(mia, "mia"), person(ben, "ben")] }, people: { "Mia@example.test": null } },
  };
  const forgotten = { id: mia, name, email, attributes: {}, groups: ["data"] };
  expect(forgetPerson(facts, mia, ["mia@example.test"])).toEqual({
    items: [{ holder: forgotten, person: person(ben, "ben"), target: { id: "tgt_1", name: "mia" } }],
    directory: { members: { data: [forgotten, person(ben, "ben")] }, people: { [email]: null } },
  });
});

test("twice is once, and what names nobody stays as it is", () => {
  const facts = { a: [person(mia, "mia")], b: null, c: 1, d: ["MIA@example.test"] };
  const once = forgetPerson(facts, mia, ["mia@example.test"]);
  expect(forgetPerson(once, mia, ["mia@example.test"])).toEqual(once);
  expect(JSON.stringify(once)).not.toMatch(/mia/i);
  expect(forgetPerson({ x: person(ben, "ben") }, mia, ["mia@example.test"])).toEqual({ x: person(ben, "ben") });
});

test("a pseudonym is the same each time, tells people apart and reaches nobody", () => {
  expect(pseudonymOf(mia)).toEqual({ name, email });
  expect(pseudonymOf(ben).name).not.toBe(name);
  expect(email).toMatch(/@erased\.invalid$/);
});
