"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CardRow } from "#components/ui/card.tsx";
import { CodeLine } from "#components/ui/code-line.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { consumeRecoveryCodeAction, makeRecoveryCodesAction } from "./actions.ts";
import { ProofDialog } from "./proof-dialog.tsx";
import { ProofForm } from "./proof-form.tsx";

/** For the day the passkeys are lost: how many codes are left, new ones, and the use of one. */
export function RecoveryCodes({ left }: { left: number }) {
  return (
    <CardRow className="flex flex-wrap items-center gap-x-4 gap-y-2 bg-bg">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">{codesWords(left)}</p>
        <p className="text-xs text-muted">
          For when every passkey is lost: one code removes them all, so that new ones can be added.
        </p>
      </div>
      <div className="flex gap-2">
        {left > 0 ? <RecoverWithCode /> : null}
        <MakeCodes hasSome={left > 0} />
      </div>
    </CardRow>
  );
}

const codesWords = (left: number): string =>
  left === 0 ? "No recovery codes" : left === 1 ? "1 recovery code" : `${left} recovery codes`;

function MakeCodes({ hasSome }: { hasSome: boolean }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const setShown = (next: boolean) => {
    setOpen(next);
    if (next) return;
    // They live in this dialog alone: closing it is the end of them here.
    setCodes(null);
    router.refresh();
  };
  return (
    <Dialog
      title={codes ? "Your recovery codes" : "New recovery codes"}
      description={codes ? undefined : "Ten codes, each good once. Keep them where your passkeys are not."}
      open={open}
      onOpenChange={setShown}
      trigger={<Button size="sm">{hasSome ? "New codes…" : "Make codes…"}</Button>}
    >
      {codes ? (
        <div className="grid gap-3">
          <p className="font-medium">Shown this once, and stored nowhere. Write them down or print them now.</p>
          <CodeLine code={codes.join("\n")} label="recovery codes" className="whitespace-pre" />
        </div>
      ) : (
        <ProofForm
          submit={hasSome ? "Replace the old ones" : "Make them"}
          reason="Recovery codes are made only for somebody who proved who they are in the last 5 minutes."
          act={() => makeRecoveryCodesAction({})}
          onDone={({ codes: made }) => setCodes(made)}
        />
      )}
    </Dialog>
  );
}

function RecoverWithCode() {
  const [code, setCode] = useState("");
  return (
    <ProofDialog
      title="Use a recovery code"
      description="It removes every passkey of yours and ends every other session. Then you can add a new passkey."
      trigger="Use a code…"
      submit="Remove every passkey"
      danger
      reason="A recovery code is taken only from somebody who proved who they are in the last 5 minutes."
      check={() => (code.trim() === "" ? "Type one of your codes." : undefined)}
      act={() => consumeRecoveryCodeAction({ code })}
      done="Your passkeys are removed. Add a new one now."
      onDone={() => setCode("")}
    >
      <Field label="Recovery code">
        {(wiring) => (
          <Input
            {...wiring}
            value={code}
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
    </ProofDialog>
  );
}
