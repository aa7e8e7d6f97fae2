"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { Time } from "#components/clock/time.tsx";
import { useNow } from "#components/clock/use-now.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { toast } from "#components/ui/toast.ts";
import type { TokenView } from "#core/usecases/tokens/list-tokens.ts";
import type { Serialised } from "#server/serialise.ts";
import { revokeTokenAction } from "./actions.ts";
import { NewToken } from "./new-token.tsx";

type Token = Serialised<TokenView>;

/** Personal tokens for tools: made here, shown once, ended here. */
export function TokenSection({ tokens }: { tokens: readonly Token[] }) {
  const nowMs = useNow(15_000);
  const live = tokens.filter(({ revokedAt, expiresAt }) => revokedAt === null && Date.parse(expiresAt) > nowMs);
  const over = tokens.length - live.length;
  return (
    <Section title="Personal tokens" end={<NewToken />}>
      {live.length === 0 ? (
        <EmptyState icon={KeyRound} title="No token of yours works">
          A token lets a script of yours call the API with the rights you name, and never more than you have yourself.
        </EmptyState>
      ) : (
        <Card>
          {live.map((token) => (
            <CardRow key={token.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <div className="min-w-0 flex-1 basis-56">
                <p className="font-medium">{token.name}</p>
                <p className="mt-1 flex flex-wrap gap-1">
                  {token.scopes.map((scope) => (
                    <Chip key={scope} className="font-mono">
                      {scope}
                    </Chip>
                  ))}
                </p>
                <p className="mt-1 text-xs text-muted">
                  Made <Time at={token.createdAt} />, ends <Time at={token.expiresAt} show="relative" />
                </p>
              </div>
              <RevokeToken token={token} />
            </CardRow>
          ))}
        </Card>
      )}
      {over > 0 ? (
        <p className="mt-2 text-xs text-faint">
          {over === 1 ? "1 token is over." : `${over} tokens are over.`} The audit keeps them.
        </p>
      ) : null}
    </Section>
  );
}

function RevokeToken({ token }: { token: Token }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title={`Revoke ${token.name}?`}
      trigger={
        <Button size="sm" variant="danger">
          Revoke…
        </Button>
      }
      confirm="Revoke 1 token"
      onConfirm={async () => {
        const answer = await revokeTokenAction({ tokenId: token.id });
        if (!answer.ok) return explainFailure(answer);
        toast({ kind: "done", text: `${token.name} is revoked` });
        router.refresh();
        return undefined;
      }}
    >
      Every script that uses it is refused from its next call on. A revoked token never works again.
    </ConfirmDialog>
  );
}
