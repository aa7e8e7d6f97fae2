"use client";

import { Fingerprint } from "lucide-react";
import { Time } from "#components/clock/time.tsx";
import { useNow } from "#components/clock/use-now.ts";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { AddPasskey } from "./add-passkey.tsx";
import { RemovePasskey, RenamePasskey } from "./change-passkey.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import type { Security, ShownPasskey } from "./shown-security.ts";

/** With what the person confirms decisions, and what is left when that is lost. */
export function PasskeySection({ security }: { security: Security }) {
  const { passkeys, minimumAgeMs } = security;
  const wait = minimumAgeMs === 0 ? "This is a demo: a new one confirms at once." : "A new one confirms after a day.";
  return (
    <Section title="Passkeys" end={passkeys.length > 0 ? <AddPasskey /> : undefined}>
      {passkeys.length === 0 ? (
        <EmptyState icon={Fingerprint} title="You have no passkey" action={<AddPasskey />}>
          Some decisions must be confirmed with a passkey: approving where policy says so, changes to policy, emergency
          access, and passwords of sensitive entitlements. {wait}
          {security.proofs.includes("oidc") ? " Until you have one, your identity provider asks you instead." : null}
        </EmptyState>
      ) : (
        <>
          <Card>
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} />
            ))}
            <RecoveryCodes left={security.recoveryCodes} />
          </Card>
          <p className="mt-2 text-xs text-faint">
            {wait} Adding or removing one needs a passkey that you have, or a recovery code. With neither, whoever runs
            the server can make you a link.
          </p>
        </>
      )}
    </Section>
  );
}

function PasskeyRow({ passkey }: { passkey: ShownPasskey }) {
  const nowMs = useNow(15_000);
  const isYoung = passkey.confirmsFrom !== passkey.createdAt && Date.parse(passkey.confirmsFrom) > nowMs;
  return (
    <CardRow className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span>{passkey.name}</span>
          {passkey.backedUp ? <Chip>synced</Chip> : null}
          {isYoung ? <Chip tone="waning">new</Chip> : null}
        </p>
        <p className="text-xs text-muted">
          Added <Time at={passkey.createdAt} />
          {passkey.lastUsedAt === null ? (
            ", not used yet"
          ) : (
            <>
              , last used <Time at={passkey.lastUsedAt} show="relative" />
            </>
          )}
          {isYoung ? (
            <>
              , confirms decisions from <Time at={passkey.confirmsFrom} />
            </>
          ) : null}
        </p>
      </div>
      <div className="flex gap-2">
        <RenamePasskey passkey={passkey} />
        <RemovePasskey passkey={passkey} />
      </div>
    </CardRow>
  );
}
