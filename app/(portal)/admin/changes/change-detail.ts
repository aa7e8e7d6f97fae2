import type { ChangeView } from "#core/usecases/changes/list-changes.ts";
import type { GroupView } from "#core/usecases/people/list-groups.ts";
import type { PolicyView } from "#core/usecases/policy/read-policy.ts";
import type { Serialised } from "#server/serialise.ts";
import { groundWords, retentionWords } from "#components/sentences/erasure.ts";
import { type DiffPart, lineDiff, withoutLongSames } from "#components/diff/line-diff.ts";

export type Change = Serialised<ChangeView>;

/** What a change would do, ready to be drawn: a diff, or facts. */
export type ChangeDetail =
  | { readonly kind: "diff"; readonly against: string; readonly parts: readonly DiffPart[] }
  | {
      readonly kind: "facts";
      readonly facts: readonly { readonly term: string; readonly value: string; readonly code?: true }[];
    };

/** Made on the server: the browser gets the changed lines, not two whole policies. */
export const changeDetail = (
  change: Change,
  versions: readonly Serialised<PolicyView>[],
  groups: readonly Serialised<GroupView>[],
): ChangeDetail => {
  const { kind, payload, subject } = change;
  if (kind === "policy") return policyDiff(change, versions);
  if (kind === "group") return groupFacts(change, groups);
  const words = wordsOf(change, groups);
  if (subject?.before) {
    const { before } = subject;
    const after = Object.fromEntries(
      Object.keys({ ...before, ...changing(payload) }).map((key) => [key, payload[key]]),
    );
    const parts = lineDiff(linesOf(before, words), linesOf(after, words));
    return { kind: "diff", against: "what is in force", parts: withoutLongSames(parts) };
  }
  const facts = Object.entries(payload)
    .filter(([key]) => !naming.has(key))
    .map(([key, value]) => {
      const isPlain = typeof value !== "object" || words[key] !== undefined;
      return {
        term: termOf(key),
        value: words[key]?.(value) ?? (isPlain ? text(value) : linesOf({ ...value }, words, termOf(key))),
        ...(isPlain ? {} : { code: true as const }),
      };
    });
  return { kind: "facts", facts };
};

/** What says which thing is meant. The card names it. */
const naming = new Set(["kind", "resourceId", "entitlementId", "targetId", "subjectId", "personId"]);

/** What a proposal sets, without what says where. A sealed secret that comes along is a change that has no "before". */
const changing = (payload: Change["payload"]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(payload).filter(([key]) => !naming.has(key) && key !== "name"));

type Words = Readonly<Record<string, ((value: unknown) => string) | undefined>>;

const keptFor = (value: unknown): string => (value === null ? "for ever" : `${text(value)} days`);

/** How ids are read by people. */
const wordsOf = ({ entitlements, people }: Change, groups: readonly Serialised<GroupView>[]): Words => {
  const list = (named: (id: string) => string | undefined) => (value: unknown) =>
    Array.isArray(value) ? value.map((id) => named(text(id)) ?? text(id)).join("\n") : text(value);
  return {
    ownerGroupId: (value) =>
      groups.find((group) => group.id === value)?.name ?? (value === null ? "nobody" : text(value)),
    entitlementIds: list((id) => entitlements.find((each) => each.id === id)?.name),
    because: (value) => groundWords[value as keyof typeof groundWords],
    ...{ accessDays: keptFor, signInDays: keptFor, readingDays: keptFor },
    roles: (value) => (Array.isArray(value) && value.length > 0 ? value.map(text).join("\n") : "none"),
    managerId: (value) =>
      people.find((person) => person.id === value)?.name ?? (value === null ? "nobody" : text(value)),
    personIds: list((id) => people.find((person) => person.id === id)?.name),
  };
};

/** One line for each value, whatever it lies in, so that a diff shows no more than what changes. */
const linesOf = (values: Readonly<Record<string, unknown>>, words: Words, within = ""): string =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const term = within === "" ? termOf(key) : `${within} · ${key}`;
      const isList = typeof value === "object" && value !== null && !Array.isArray(value);
      if (isList && words[key] === undefined)
        return Object.keys(value).length === 0 ? `${term}: none` : linesOf({ ...value }, words, term);
      const said = (words[key]?.(value) ?? text(value)).split("\n");
      return said.map((line) => `${term}: ${line}`).join("\n");
    })
    .filter((lines) => lines !== "")
    .join("\n");

const policyDiff = ({ payload, status }: Change, versions: readonly Serialised<PolicyView>[]): ChangeDetail => {
  const document = typeof payload["document"] === "string" ? payload["document"] : "";
  // An applied policy is compared with the one it replaced; anything else with the one in force.
  const applied = status === "applied" ? versions.findIndex((version) => version.document === document) : -1;
  const base = versions[applied + 1];
  return {
    kind: "diff",
    against: base === undefined ? "nothing before it" : `version ${base.number}`,
    parts: withoutLongSames(lineDiff(base?.document ?? "", document)),
  };
};

const groupFacts = ({ payload, people }: Change, groups: readonly Serialised<GroupView>[]): ChangeDetail => {
  const name = text(payload["name"]);
  const known = groups.find((group) => group.name === name);
  const wanted = Array.isArray(payload["personIds"]) ? payload["personIds"].map(text) : [];
  const members = known?.people ?? [];
  const now = members.map(({ id }) => id as string);
  const nameOf = (id: string): string => [...people, ...members].find((person) => person.id === id)?.name ?? id;
  const words = (ids: readonly string[]): string => (ids.length === 0 ? "nobody" : ids.map(nameOf).join(", "));
  const inner = Array.isArray(payload["groupIds"]) ? payload["groupIds"].map(text) : [];
  return {
    kind: "facts",
    facts: [
      { term: "Group", value: known ? name : `${name} (new)` },
      { term: "Comes in", value: words(wanted.filter((id) => !now.includes(id))) },
      { term: "Goes out", value: words(now.filter((id) => !wanted.includes(id))) },
      { term: "Then in it", value: words(wanted) },
      ...(inner.length === 0
        ? []
        : [
            {
              term: "Groups in it",
              value: inner.map((id) => groups.find((group) => group.id === id)?.name ?? id).join(", "),
            },
          ]),
    ],
  };
};

const text = (value: unknown): string => {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
};

/** What is called otherwise where it is shown. */
const terms: Readonly<Record<string, string | undefined>> = {
  because: "Why",
  email: "E-mail",
  timezone: "Time zone",
  roles: "Duty",
  managerId: "Manager",
  accessDays: retentionWords.access.title,
  signInDays: retentionWords["sign-in"].title,
  readingDays: retentionWords.reading.title,
};

const termOf = (key: string): string => {
  const known = terms[key];
  if (known !== undefined) return known;
  const words = key.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
