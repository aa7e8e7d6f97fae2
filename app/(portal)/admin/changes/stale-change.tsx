import Link from "next/link";
import { Verdict } from "#components/ui/verdict.tsx";
import type { Change } from "./change-detail.ts";

const atTarget = ["/admin/targets", "its target"] as const;
const amongPeople = ["/admin/people", "people and groups"] as const;

/** Where each kind is proposed. */
const places = {
  policy: ["/admin/policy", "the policy in force"],
  bundle: ["/admin/catalogue", "the catalogue"],
  target: ["/admin/targets", "the targets"],
  ...{ entitlement: atTarget, owner: atTarget, tags: atTarget, mapping: atTarget, settings: atTarget },
  ...{ account: atTarget, known: atTarget, retirement: atTarget, unverified: atTarget },
  ...{ person: amongPeople, group: amongPeople, schedule: amongPeople, retention: amongPeople, erasure: amongPeople },
} as const satisfies Record<Change["kind"], readonly [string, string]>;

/**
 * It was made from what is no longer in force. Nothing proposes it again by itself: as it is written, it would undo what was
 * approved in between.
 */
export function StaleChange({ change: { kind, mayWithdraw, mayDecide, author } }: { change: Change }) {
  const [path, name] = places[kind];
  return (
    <Verdict kind="waning" title="It can no longer be approved">
      <p>What it changes has changed since it was proposed, and approving it would undo that.</p>
      {mayWithdraw ? (
        <p className="mt-1">
          Propose it anew from{" "}
          <Link href={path} className="text-accent underline underline-offset-2">
            {name}
          </Link>{" "}
          as it is now, and withdraw this one.
        </p>
      ) : (
        <p className="mt-1">
          {author.name} can propose it anew and withdraw this one
          {mayDecide ? "; you can close it by rejecting it." : "."}
        </p>
      )}
    </Verdict>
  );
}
