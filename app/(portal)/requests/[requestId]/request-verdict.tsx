import type { ReactNode } from "react";
import { Time } from "#components/clock/time.tsx";
import { endWords } from "#components/grant/end-words.ts";
import type { ShownGrant } from "#components/grant/shown-grant.ts";
import { refusalReasons, stagesWords } from "#components/request/decision-words.ts";
import { endReasonWords } from "#components/sentences/end-reason.ts";
import { Verdict } from "#components/ui/verdict.tsx";
import type { ShownRequestView } from "./query.ts";

interface RequestVerdictProps {
  request: ShownRequestView;
  grants: readonly ShownGrant[];
  /** The reader is the one who gets the access. */
  isOwn: boolean;
}

/** Where it stands, in one sentence. */
export function RequestVerdict({ request, grants, isOwn }: RequestVerdictProps) {
  switch (request.status) {
    case "pending":
      return request.unreachableAt !== null ? (
        <Verdict kind="waning" announce title="Too few of those who can decide could be told">
          {request.untold.length > 0 ? `${untoldWords(request)} ` : null}This is so since{" "}
          <Time at={request.unreachableAt} />. Administrators know, and whoever policy names next was called at once. It
          lapses <Time at={request.lapsesAt} show="relative" />.
        </Verdict>
      ) : (
        <Verdict kind="wait" announce title={<>Waits for {waitsFor(request)}</>}>
          It lapses <Time at={request.lapsesAt} show="relative" /> if nobody decides. Waiting does not eat{" "}
          {isOwn ? "your" : `${request.holder.name}'s`} time.
          {request.untold.length > 0 ? ` ${untoldWords(request)}` : null}
        </Verdict>
      );
    case "denied":
      return (
        <Verdict kind="danger" announce title={deniedBy(request)}>
          {deniedBecause(request)}
        </Verdict>
      );
    case "cancelled":
      return (
        <Verdict kind="wait" announce title="It was cancelled">
          {request.requester.name} took it back, or everything of somebody in it was ended.
        </Verdict>
      );
    case "lapsed":
      return (
        <Verdict kind="waning" announce title="It lapsed: nobody decided in time">
          Ask again if it is still needed.
        </Verdict>
      );
    case "approved":
      return request.extendsGrantId === null ? (
        <GrantedVerdict grants={grants} isOwn={isOwn} holder={request.holder.name} />
      ) : (
        <Verdict kind="live" announce title="The deadline was moved" />
      );
  }
}

const untoldWords = ({ untold }: ShownRequestView): string =>
  `Every message to ${untold.map(({ name }) => name).join(" and ")} failed.`;

const waitsFor = ({ decision, progress }: ShownRequestView): string =>
  stagesWords(decision.stages.filter(({ index }) => !progress[index]?.passed));

const deniedBy = ({ votes }: ShownRequestView): string => {
  const denial = votes.find(({ vote }) => vote === "deny");
  return denial ? `${denial.voter.name} denied it` : "Policy does not allow it";
};

const deniedBecause = ({ votes, decision }: ShownRequestView): ReactNode => {
  const denial = votes.find(({ vote }) => vote === "deny");
  if (denial) return denial.comment === null ? "No comment was left." : `“${denial.comment}”`;
  return refusalReasons(decision).map((reason) => <p key={reason}>{reason}</p>);
};

function GrantedVerdict({ grants, isOwn, holder }: { grants: readonly ShownGrant[]; isOwn: boolean; holder: string }) {
  const who = isOwn ? "You have" : `${holder} has`;
  const states = new Set(grants.map(({ status }) => status));
  const active = grants.filter(({ status, expiresAt }) => status === "active" && expiresAt !== null);
  const [soonest] = active.toSorted((a, b) => Date.parse(a.expiresAt ?? "") - Date.parse(b.expiresAt ?? ""));
  if (soonest?.expiresAt)
    return (
      <Verdict
        kind="live"
        announce
        title={
          <>
            {who} this until <Time at={soonest.expiresAt} />
          </>
        }
      >
        {isOwn ? `Then ${endWords(...active)}, whether or not this page is open.` : null}
      </Verdict>
    );
  if (states.has("activating"))
    return (
      <Verdict kind="wait" announce title="Approved: the access is being made at the target">
        The clock starts when it is ready. This page says so.
      </Verdict>
    );
  const scheduled = grants.find(({ status }) => status === "scheduled");
  if (scheduled?.scheduledFor)
    return (
      <Verdict
        kind="wait"
        announce
        title={
          <>
            Approved: begins <Time at={scheduled.scheduledFor} />
          </>
        }
      >
        Whether {isOwn ? "you" : holder} still may is checked again then.
      </Verdict>
    );
  if (states.has("ending"))
    return (
      <Verdict kind="waning" announce title="The access is being removed">
        It counts as ended once the target confirms that it is gone.
      </Verdict>
    );
  const reasons = [
    ...new Set(grants.flatMap(({ endReason }) => (endReason === null ? [] : endReasonWords[endReason]))),
  ];
  return (
    <Verdict kind="wait" announce title="It is over">
      {reasons.length > 0 ? `Ended: ${reasons.join("; ")}.` : null} {whatIsLeft(grants)}
    </Verdict>
  );
}

/** What never began left nothing to confirm; what was never confirmed is not said to be. */
const whatIsLeft = (grants: readonly ShownGrant[]): string | null => {
  if (grants.some(({ endReason, provedAt }) => endReason === "unverified" && provedAt === null))
    return "The target never confirmed that nothing is left.";
  const began = grants.some(({ startsAt }) => startsAt !== null);
  return began ? "The target confirmed that nothing is left." : null;
};
