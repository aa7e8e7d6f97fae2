import { preparsePolicySet, type StatefulAuthorizationCall } from "@cedar-policy/cedar-wasm/nodejs";
import type { BenchDocument, BenchRule } from "#bench/policy-company.ts";
import type { Facts } from "#core/domain/policy/facts.ts";

const policySet = "bench";

/**
 * The selectors of the same rules as Cedar policies, and of the conditions the part that Cedar can say: enough to compare
 * the cost of finding the rules that fit. Cedar neither orders rules nor names approvers.
 */
export function loadCedar({ rules }: BenchDocument): void {
  const staticPolicies = rules.map(toCedar).join("\n");
  const parsed = preparsePolicySet(policySet, { staticPolicies });
  if (parsed.type === "failure") throw new Error(JSON.stringify(parsed.errors[0]));
}

function toCedar({ who, what, when, then }: BenchRule): string {
  const effect = "deny" in then ? "forbid" : "permit";
  const tests = [
    ...(who === undefined ? [] : [`(${who.groups.map((group) => `principal in Group::"${group}"`).join(" || ")})`]),
    ...Object.entries(what.tags ?? {}).map(([key, value]) => `resource.${key} == "${value}"`),
    ...(what.resources ?? []).map((name) => `resource.name == "${name}"`),
    ...(when === undefined ? [] : ["context.durationSeconds <= 14400"]),
  ];
  const action = what.actions?.map((name) => `Action::"${name}"`).join(", ") ?? "";
  return `${effect} (principal, action in [${action}], resource) when { ${tests.join(" && ")} };`;
}

export function cedarCall({ person, entitlement, resource, request }: Facts): StatefulAuthorizationCall {
  const principal = { type: "Person", id: person.id };
  const asked = { type: "Resource", id: resource.id };
  return {
    principal,
    action: { type: "Action", id: entitlement.action },
    resource: asked,
    context: { durationSeconds: request.durationSeconds },
    preparsedPolicySetId: policySet,
    entities: [
      {
        uid: principal,
        attrs: Object.fromEntries(
          Object.entries(person.attributes).map(([key, value]) => [key, value as string | number]),
        ),
        parents: person.groups.map((group) => ({ type: "Group", id: group })),
      },
      { uid: asked, attrs: { name: resource.name, ...resource.tags }, parents: [] },
    ],
  };
}
