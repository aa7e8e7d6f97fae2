"use client";

import { useRouter } from "next/navigation";
import { useId, useState, useTransition } from "react";
import { answered } from "#components/answered.ts";
import { Time } from "#components/clock/time.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { decideReviewItemAction } from "./actions.ts";
import { holderOf, type ShownItem } from "./shown-review.ts";

const leastReason = 3;

/** One access, and the question whether it is still needed. Both answers need a word of why. */
export function WaitingItem({ item }: { item: ShownItem }) {
  const router = useRouter();
  const id = useId();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const [pending, start] = useTransition();
  const decide = (outcome: "keep" | "remove") => {
    if (reason.trim().length < leastReason) {
      setRefusal("Say why in a word.");
      document.getElementById(id)?.focus();
      return;
    }
    start(async () => {
      const answer = await answered(() => decideReviewItemAction({ itemId: item.id, outcome, reason }));
      if (!answer.ok) {
        setRefusal(explainFailure(answer));
        return;
      }
      const what = `${item.entitlement} of ${holderOf(item)}`;
      toast(
        outcome === "keep"
          ? { kind: "done", text: `Kept: ${what}` }
          : { kind: "done", text: `Ending: ${what}`, detail: "It is over when the target confirms that it is gone." },
      );
      router.refresh();
    });
  };
  return (
    <div
      id={item.id}
      data-row=""
      data-review={item.reviewId}
      data-grant={item.grantId ?? undefined}
      className="grid gap-3 px-4 py-3.5 lg:grid-cols-[minmax(0,1fr)_26rem] lg:items-center"
    >
      <div className="min-w-0">
        <p className="font-medium">
          {holderOf(item)}: {item.entitlement}
        </p>
        <p className="text-xs text-muted">
          <HowItStands item={item} />
        </p>
      </div>
      <div className="grid gap-1.5">
        <div className="flex gap-2">
          <Input
            id={id}
            aria-label={`Why ${holderOf(item)} keeps or loses ${item.entitlement}`}
            placeholder="Why?"
            maxLength={500}
            value={reason}
            className="min-w-0 flex-1"
            onChange={(event) => {
              setReason(event.target.value);
              setRefusal(undefined);
            }}
          />
          <Button pending={pending} onClick={() => decide("keep")}>
            Keep
          </Button>
          <Button variant="danger" disabled={pending} onClick={() => decide("remove")}>
            Remove
          </Button>
        </div>
        <p role="alert" className="text-xs font-medium text-danger empty:hidden">
          {refusal}
        </p>
      </div>
      {item.status === "ending" || item.status === "ended" ? (
        <p className="text-xs text-faint lg:col-span-2">
          This access is over by now. The review still wants an answer.
        </p>
      ) : null}
    </div>
  );
}

function HowItStands({ item }: { item: ShownItem }) {
  const { target, holder, account, durationSeconds, since, expiresAt } = item;
  if (account !== null)
    return (
      <>
        {target} · stands there without a grant
        {holder === null ? null : (
          <>
            {" "}
            as <code className="font-mono break-all">{account}</code>
          </>
        )}
        {since === null ? null : (
          <>
            , found <Time at={since} />
          </>
        )}
      </>
    );
  return (
    <>
      {target} · for {formatDuration(durationSeconds ?? 0)}
      {since === null ? null : (
        <>
          {" "}
          since <Time at={since} />
        </>
      )}
      {expiresAt === null ? null : (
        <>
          {" "}
          until <Time at={expiresAt} />
        </>
      )}
    </>
  );
}
