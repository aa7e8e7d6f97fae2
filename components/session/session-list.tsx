"use client";

import { useRouter } from "next/navigation";
import type { ActionAnswer } from "#components/action-answer.ts";
import { Time } from "#components/clock/time.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { browserName } from "./browser-name.ts";

export interface ShownSession {
  readonly id: string;
  readonly method: "password" | "oidc";
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
  readonly current: boolean;
}

interface SessionListProps {
  sessions: readonly ShownSession[];
  /** A server action. */
  end: (input: { sessionId: string }) => Promise<ActionAnswer<unknown>>;
  /** Whether the reader looks at their own. */
  own?: boolean | undefined;
}

const methods = { password: "password", oidc: "single sign-on" } as const;

export function SessionList({ sessions, end, own = false }: SessionListProps) {
  if (sessions.length === 0) return <p className="text-muted">Signed in nowhere.</p>;
  return (
    <Card>
      {sessions.map((session) => (
        <CardRow key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-56">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {browserName(session.userAgent)}
              {session.current ? <Chip tone="accent">this one</Chip> : null}
            </p>
            <p className="text-xs text-muted">
              {session.address ?? "address unknown"} · by {methods[session.method]} · since{" "}
              <Time at={session.createdAt} /> · last used <Time at={session.seenAt} show="relative" />
            </p>
          </div>
          {session.current ? null : <EndSession session={session} end={end} own={own} />}
        </CardRow>
      ))}
    </Card>
  );
}

function EndSession({ session, end, own }: { session: ShownSession; end: SessionListProps["end"]; own: boolean }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title="End this session?"
      trigger={
        <Button size="sm" variant="danger">
          End…
        </Button>
      }
      confirm="End 1 session"
      onConfirm={async () => {
        const answer = await end({ sessionId: session.id });
        if (!answer.ok) return explainFailure(answer);
        toast({ kind: "done", text: "The session is over" });
        router.refresh();
        return undefined;
      }}
    >
      {browserName(session.userAgent)} is signed out at once. {own ? "Your" : "Their"} access at targets stays as it is.
    </ConfirmDialog>
  );
}
