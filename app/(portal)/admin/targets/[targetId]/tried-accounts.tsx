import { ShieldAlert } from "lucide-react";
import { Time } from "#components/clock/time.tsx";
import { RequestLink } from "#components/request/request-link.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import type { TargetSessionsView } from "#core/usecases/use/read-target-sessions.ts";
import type { Serialised } from "#server/serialise.ts";

type Shown = Pick<Serialised<TargetSessionsView>, "signIns" | "tried">;

/** Accounts whose time was over and that somebody tried; and whether the target tells of that at all. */
export function TriedAccounts({ seen: { signIns, tried }, opens }: { seen: Shown; opens: boolean }) {
  return (
    <div className="grid gap-2">
      {tried.length === 0 ? null : (
        <Card>
          {tried.map(({ account, count, lastAt, address, holder, requestId }) => (
            <CardRow key={account} className="flex flex-wrap items-start gap-x-3 gap-y-1">
              <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
              <div className="min-w-0 flex-1 basis-60">
                <p>
                  <RequestLink requestId={requestId} opens={opens}>
                    {holder.name}
                  </RequestLink>{" "}
                  <span className="text-muted">
                    {count === 1 ? "tried once after its end" : `tried ${count} times after its end`}, last{" "}
                    <Time at={lastAt} />
                    {address === null ? "" : ` from ${address}`}
                  </span>
                </p>
                <code className="font-mono text-xs break-all text-muted">{account}</code>
              </div>
            </CardRow>
          ))}
        </Card>
      )}
      <p className="text-xs break-words text-muted">
        <SignInWords signIns={signIns} />
      </p>
    </div>
  );
}

function SignInWords({ signIns }: Pick<Shown, "signIns">) {
  if (signIns === null)
    return "This target does not tell of log-ins, so nobody learns here who tries an ended account.";
  const { unable, error, readAt } = signIns;
  if (unable !== null) return `Log-ins of ended accounts cannot be seen here: ${unable}.`;
  if (error !== null) return `Log-ins could not be read just now: ${error}`;
  if (readAt === null) return "Log-ins of ended accounts are about to be followed.";
  return (
    <>
      Log-ins of ended accounts are followed; read <Time at={readAt} show="since" /> ago.
    </>
  );
}
