import type { ChangeView } from "#core/usecases/changes/list-changes.ts";
import type { GroupView } from "#core/usecases/people/list-groups.ts";
import type { PolicyView } from "#core/usecases/policy/read-policy.ts";
import type { Serialised } from "#server/serialise.ts";
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
  const { kind, payload } = change;
  if (kind === "policy") return policyDiff(change, versions);
  const groupName = (id: unknown): string => groups.find((group) => group.id === id)?.name ?? text(id);
  if (kind === "group") return groupFacts(payload, groups);
  if (kind === "schedule") return scheduleFacts(payload, groups);
  const facts = Object.entries(payload)
    .filter(([key]) => key !== "kind")
    .map(([key, value]) => {
      if (key === "ownerGroupId") return { term: "Owner", value: groupName(value) };
      if (key === "entitlementIds")
        return { term: "Contains", value: change.entitlements.map(({ name }) => name).join(", ") };
      const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
      return {
        term: termOf(key),
        value: isPlain ? plain(value) : text(value),
        ...(isPlain ? {} : { code: true as const }),
      };
    });
  return { kind: "facts", facts };
};

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

const groupFacts = (payload: Change["payload"], groups: readonly Serialised<GroupView>[]): ChangeDetail => {
  const name = text(payload["name"]);
  const known = groups.find((group) => group.name === name);
  const people = new Map(groups.flatMap((group) => group.people).map((person) => [person.id as string, person.name]));
  const wanted = Array.isArray(payload["personIds"]) ? payload["personIds"].map(text) : [];
  const now = (known?.people ?? []).map(({ id }) => id as string);
  const words = (ids: readonly string[]): string =>
    ids.length === 0 ? "nobody" : ids.map((id) => people.get(id) ?? id).join(", ");
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

const scheduleFacts = (payload: Change["payload"], groups: readonly Serialised<GroupView>[]): ChangeDetail => {
  const people = new Map(groups.flatMap((group) => group.people).map((person) => [person.id as string, person.name]));
  const settings = Object.entries((payload["settings"] ?? {}) as Record<string, unknown>);
  return {
    kind: "facts",
    facts: [
      { term: "Schedule", value: text(payload["name"]) },
      ...(payload["retire"] === true ? [{ term: "Retired", value: "yes" }] : []),
      ...settings.map(([key, value]) =>
        key === "personIds" && Array.isArray(value)
          ? { term: "Take turns", value: value.map((id) => people.get(text(id)) ?? text(id)).join(", ") }
          : { term: termOf(key), value: text(value) },
      ),
    ],
  };
};

const plain = (value: string | number | boolean): string =>
  typeof value === "boolean" ? (value ? "yes" : "no") : String(value);

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value, null, 1));

const termOf = (key: string): string => {
  const words = key.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
