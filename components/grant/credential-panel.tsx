"use client";

import { Eye, EyeOff, KeyRound } from "lucide-react";
import { type ReactNode, useState, useTransition } from "react";
import { Time } from "#components/clock/time.tsx";
import { withStepUp } from "#components/step-up/confirm-step-up.ts";
import { explainWithHelp } from "#components/step-up/explain-failure.tsx";
import { StepUpNote } from "#components/step-up/step-up-note.tsx";
import { Button } from "#components/ui/button.tsx";
import { CodeLine } from "#components/ui/code-line.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import type { GrantDoors, ShownCredential } from "./grant-doors.ts";
import type { ShownGrant } from "./shown-grant.ts";

interface CredentialPanelProps {
  grant: Pick<ShownGrant, "id" | "account" | "entitlement" | "expiresAt" | "credentialRevealedAt">;
  doors: Pick<GrantDoors, "reveal" | "rotate">;
}

/**
 * Makes and shows the credential of an active grant. The secret lives in this component's state alone: closing the panel,
 * or leaving the page, is the end of it, and only a new one helps.
 */
export function CredentialPanel({ grant, doors }: CredentialPanelProps) {
  const [credential, setCredential] = useState<ShownCredential>();
  const [refusal, setRefusal] = useState<ReactNode>();
  const [pending, start] = useTransition();
  const wasShown = grant.credentialRevealedAt !== null;
  const make = (door: "reveal" | "rotate") =>
    start(async () => {
      const confirming = { purpose: "credential", grantId: grant.id, decision: door } as const;
      const answer = await withStepUp(confirming, grant.entitlement.sensitive, (stepUp) =>
        doors[door]({ grantId: grant.id, ...(stepUp ? { stepUp } : {}) }),
      );
      setRefusal(answer.ok ? undefined : explainWithHelp(answer));
      if (answer.ok) setCredential(answer.value);
    });
  return (
    <div className="grid gap-3 border-t bg-bg px-4 py-4">
      {credential ? (
        <Credential credential={credential} expiresAt={grant.expiresAt ?? credential.expiresAt} />
      ) : (
        <p className="max-w-[68ch] text-muted">
          {grant.credentialRevealedAt !== null ? (
            <>
              The password was shown <Time at={grant.credentialRevealedAt} /> and is stored nowhere. A new one ends the
              sessions that were opened with the old one.
            </>
          ) : (
            <>
              Your login <code className="font-mono text-xs">{grant.account}</code> is ready, and has no password yet.
              It is made when you ask for it, shown once, and stored nowhere.
            </>
          )}
        </p>
      )}
      {grant.entitlement.sensitive ? (
        <StepUpNote>one new password for {grant.entitlement.name}, a sensitive entitlement</StepUpNote>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {credential ? (
          <Button size="sm" pending={pending} onClick={() => make("rotate")}>
            New password
          </Button>
        ) : (
          <Button variant="primary" pending={pending} onClick={() => make(wasShown ? "rotate" : "reveal")}>
            <KeyRound aria-hidden />
            {wasShown ? "Make a new password" : "Show the password once"}
          </Button>
        )}
        {credential ? <span className="text-xs text-faint">Ends the sessions opened with this one.</span> : null}
      </div>
      <p role="alert" className="font-medium text-danger empty:hidden">
        {refusal}
      </p>
    </div>
  );
}

/** `expiresAt` is that of the grant: it may have been extended since. */
function Credential({ credential, expiresAt }: { credential: ShownCredential; expiresAt: string }) {
  const { command, password, host, port, database, username } = credential;
  const [isVisible, setVisible] = useState(false);
  return (
    <div className="grid gap-3">
      <p className="font-medium">
        Shown this once. It works until <Time at={expiresAt} />; then sessions end and the login is dropped.
      </p>
      <div className="grid gap-1.5">
        <p className="text-xs text-muted">Connect; it asks for the password</p>
        <CodeLine code={command} label="connect command" />
      </div>
      <div className="grid gap-1.5">
        <p className="text-xs text-muted">Password</p>
        <div className="flex items-center gap-2">
          <CodeLine
            code={password}
            label="password"
            className="flex-1"
            {...(isVisible ? {} : { shown: "•".repeat(24) })}
          />
          <Button
            variant="ghost"
            size="icon"
            aria-pressed={isVisible}
            aria-label={isVisible ? "Hide the password" : "Show the password on the screen"}
            onClick={() => setVisible(!isVisible)}
          >
            {isVisible ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </Button>
        </div>
      </div>
      <details className="text-muted">
        <summary className="w-fit text-xs">Without psql, or for other tools</summary>
        {command.startsWith("psql ") ? (
          <div className="mt-2 grid gap-1.5">
            <p className="text-xs">From a copy of Lapse, the same with its small client</p>
            <CodeLine code={`npm run -s lapse -- ${command}`} label="command for the small client" />
          </div>
        ) : null}
        <DefinitionList
          className="mt-2 max-w-md"
          items={[
            { term: "Host", value: host },
            { term: "Port", value: port },
            { term: "Database", value: database },
            { term: "User", value: <code className="font-mono text-xs">{username}</code> },
          ]}
        />
      </details>
    </div>
  );
}
