"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Time } from "#components/clock/time.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { withProof } from "#components/step-up/with-proof.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CodeLine } from "#components/ui/code-line.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { type TokenScope, tokenScopes } from "#core/domain/directory/session.ts";
import { createTokenAction, verifyIdentityAction } from "./actions.ts";
import { NameField } from "./name-field.tsx";
import { scopeWords } from "./scope-words.ts";

const lengths = [
  { value: "1", label: "1 day" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
];

interface Made {
  readonly name: string;
  readonly token: string;
  readonly expiresAt: string;
}

/** Makes a token. The secret lives in this dialog alone: closing it is the end of it. */
export function NewToken() {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const setShown = (next: boolean) => {
    setOpen(next);
    if (next) return;
    setMade(null);
    router.refresh();
  };
  return (
    <Dialog
      title={made ? `${made.name} is ready` : "New token"}
      description={
        made ? undefined : "It can do what you tick, for as long as you choose, and never more than you yourself."
      }
      open={open}
      onOpenChange={setShown}
      trigger={<Button size="sm">New token…</Button>}
    >
      {made ? (
        <div className="grid gap-3">
          <p className="font-medium">Shown this once, and stored nowhere. Copy it now.</p>
          <CodeLine code={made.token} label="token" />
          <p className="text-muted">
            Send it as <code className="font-mono text-xs">Authorization: Bearer …</code>. It works until{" "}
            <Time at={made.expiresAt} />.
          </p>
        </div>
      ) : (
        <TokenForm onMade={setMade} />
      )}
    </Dialog>
  );
}

function TokenForm({ onMade }: { onMade: (made: Made) => void }) {
  const [name, setName] = useState("");
  const [days, setDays] = useState("30");
  const [scopes, setScopes] = useState<readonly TokenScope[]>([]);
  const [password, setPassword] = useState<string | null>(null);
  const [problem, setProblem] = useState<{ at: "name" | "scopes" | "password" | "form"; text: string }>();
  const [pending, start] = useTransition();
  const problemAt = (at: NonNullable<typeof problem>["at"]) => (problem?.at === at ? problem.text : undefined);

  const submit = () => {
    if (name.trim() === "") {
      setProblem({ at: "name", text: "Say what it is for." });
      return;
    }
    if (scopes.length === 0) {
      setProblem({ at: "scopes", text: "Tick at least one." });
      return;
    }
    start(async () => {
      setProblem(undefined);
      const asked = { name, scopes: [...scopes], days: Number(days) };
      const answer = await withProof(verifyIdentityAction, password, () => createTokenAction(asked));
      if (answer.ok) onMade(answer.value);
      else if (answer.code === "password_needed") setPassword("");
      else setProblem({ at: answer.code === "wrong_credentials" ? "password" : "form", text: explainFailure(answer) });
    });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) submit();
      }}
    >
      <NameField label="What is it for?" error={problemAt("name")} name={name} onName={setName} />
      <Fieldset legend="What may it do?" error={problemAt("scopes")}>
        <div className="grid gap-2">
          {tokenScopes.map((scope) => (
            <Checkbox
              key={scope}
              label={scopeWords[scope]}
              hint={<code className="font-mono">{scope}</code>}
              checked={scopes.includes(scope)}
              onChange={(event) =>
                setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope))
              }
            />
          ))}
        </div>
      </Fieldset>
      <Fieldset legend="For how long?">
        <Segmented name="days" label="For how long?" segments={lengths} value={days} onValueChange={setDays} />
      </Fieldset>
      {password === null ? null : (
        <Field
          label="Your password, once more"
          hint="A token is made only by somebody who proved who they are in the last 5 minutes."
          error={problemAt("password")}
        >
          {(wiring) => (
            <Input
              {...wiring}
              type="password"
              autoComplete="current-password"
              autoFocus
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
      )}
      <FormFoot refusal={problemAt("form")}>
        <Button type="submit" variant="primary" pending={pending}>
          {password === null ? "Make the token" : "Prove and make the token"}
        </Button>
      </FormFoot>
    </form>
  );
}
