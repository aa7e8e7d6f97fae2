import { Time } from "#components/clock/time.tsx";
import { Verdict } from "#components/ui/verdict.tsx";
import type { Request } from "./query.ts";

const words = {
  pending: "It still waits, but not for you",
  approved: "It is approved",
  denied: "It is denied",
  cancelled: "It was cancelled",
  lapsed: "It lapsed: nobody decided in time",
} as const satisfies Record<Request["status"], string>;

/** Where nothing is left to decide for this reader. */
export function DecidedNote({ me, request }: { me: string; request: Request }) {
  const own = request.votes.find(({ voter }) => voter.id === me);
  return (
    <Verdict
      kind={request.status === "approved" ? "live" : request.status === "denied" ? "danger" : "wait"}
      title={own && request.status === "pending" ? "You have voted; others must decide too" : words[request.status]}
      announce
    >
      {request.decidedAt === null ? (
        "There is nothing for you to do here."
      ) : (
        <>
          Decided <Time at={request.decidedAt} />. There is nothing left for you to do here.
        </>
      )}
    </Verdict>
  );
}
