"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { proposeBundleAction } from "./actions.ts";
import { searchEntitlements } from "../../search-entitlements.ts";
import type { Bundle } from "./shown-bundle.ts";

/** What a bundle is called, is for, and contains. */
export function BundleDialog({ bundle, onClose }: { bundle: Bundle | null; onClose: () => void }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<readonly PickOption[]>(bundle?.entitlements ?? []);
  const [refusal, setRefusal] = useState<string>();
  const [pending, start] = useTransition();
  const submit = (form: FormData) => {
    const text = (key: string): string => {
      const value = form.get(key);
      return typeof value === "string" ? value.trim() : "";
    };
    const retire = form.get("retire") !== null;
    const name = bundle?.name ?? text("name");
    if (chosen.length === 0) {
      setRefusal("Choose at least one entitlement.");
      return;
    }
    const verb = retire ? "Retire" : bundle ? "Change" : "Add";
    const entitlementIds = chosen.map(({ id }) => id);
    start(async () => {
      const answer = await proposeBundleAction({
        summary: `${verb} the bundle ${name}`,
        change: { kind: "bundle", name, description: text("description"), entitlementIds, retire },
      });
      if (!answer.ok) {
        setRefusal(explainFailure(answer));
        return;
      }
      toast({
        kind: "done",
        text: `${name} is proposed`,
        detail: "Somebody else must approve it.",
        action: { label: "Changes", onAct: () => router.push("/admin/changes") },
      });
      onClose();
    });
  };
  return (
    <Dialog
      title={bundle ? `Change ${bundle.name}` : "Propose a bundle"}
      description="What is asked for together and decided whole. Somebody else must approve it."
      open
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      locked={pending}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) submit(new FormData(event.currentTarget));
        }}
      >
        {bundle ? null : (
          <Field label="Name" hint="The work it is for: “Shop incident”.">
            {(wiring) => <Input {...wiring} name="name" required maxLength={120} autoComplete="off" />}
          </Field>
        )}
        <Field label="What it is for">
          {(wiring) => (
            <Input {...wiring} name="description" required maxLength={500} defaultValue={bundle?.description} />
          )}
        </Field>
        <div className="grid gap-2">
          <span className="font-medium">What belongs to it</span>
          <SearchPick
            label="Add an entitlement"
            none="Add an entitlement…"
            value={null}
            search={searchEntitlements}
            onPick={(option) => {
              if (option && !chosen.some(({ id }) => id === option.id)) setChosen([...chosen, option]);
            }}
          />
          <ul aria-label="Chosen" className="flex flex-wrap gap-1.5 empty:hidden">
            {chosen.map((option) => (
              <li
                key={option.id}
                className="inline-flex items-center gap-1 rounded-md bg-accent-soft py-0.5 pr-1 pl-2 text-accent-strong"
              >
                {option.name}
                <Button
                  variant="ghost"
                  size="icon-sm"
                  className="size-5"
                  aria-label={`Leave out ${option.name}`}
                  onClick={() => setChosen(chosen.filter(({ id }) => id !== option.id))}
                >
                  <X aria-hidden />
                </Button>
              </li>
            ))}
          </ul>
        </div>
        {bundle ? (
          <Checkbox name="retire" label="Retire it" hint="It can no longer be chosen; what was granted stays." />
        ) : null}
        <p role="alert" className="font-medium text-danger empty:hidden">
          {refusal}
        </p>
        <Button type="submit" variant="primary" pending={pending} className="justify-self-end">
          Propose
        </Button>
      </form>
    </Dialog>
  );
}
