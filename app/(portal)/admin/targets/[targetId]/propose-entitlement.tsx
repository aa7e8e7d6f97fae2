"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.ts";
import { proposeChangeAction } from "./actions.ts";
import type { Found, GroupOption } from "./discovered.ts";

interface ProposeEntitlementProps {
  target: string;
  /** What the target offered; null for one that is written by hand. */
  found: Found | null;
  groups: readonly GroupOption[];
  onClose: () => void;
}

/** One action on one resource. It can be requested once somebody else has approved it. */
export function ProposeEntitlement({ target, found, groups, onClose }: ProposeEntitlementProps) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<string>();
  const [pending, start] = useTransition();
  const submit = (form: FormData) => {
    const asked = changeFrom(form, target);
    if (typeof asked === "string") {
      setRefusal(asked);
      return;
    }
    start(async () => {
      const answer = await proposeChangeAction(asked);
      if (!answer.ok) {
        setRefusal(explainFailure(answer));
        return;
      }
      toast({
        kind: "done",
        text: `${asked.change.name} is proposed`,
        detail: "Somebody else must approve it.",
        action: { label: "Changes", onAct: () => router.push("/admin/changes") },
      });
      onClose();
    });
  };
  return (
    <Dialog
      wide
      title="Propose an entitlement"
      description={`On ${target}. It can be requested once somebody else has approved it.`}
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      locked={pending}
    >
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) submit(new FormData(event.currentTarget));
        }}
      >
        <Field label="Name" hint="As people search for it: “Read orders-db”.">
          {(wiring) => <Input {...wiring} name="name" required maxLength={120} autoComplete="off" />}
        </Field>
        <Field label="Action" hint="One word, such as read; policy speaks of it.">
          {(wiring) => (
            <Input
              {...wiring}
              name="action"
              required
              pattern="[a-z][a-z0-9\-]{0,40}"
              autoComplete="off"
              defaultValue={/^[a-z][a-z0-9-]{0,40}$/.test(found?.action ?? "") ? found?.action : ""}
            />
          )}
        </Field>
        <Field label="What it allows" className="sm:col-span-2">
          {(wiring) => (
            <Input {...wiring} name="description" required maxLength={500} defaultValue={found?.description} />
          )}
        </Field>
        <Field label="Resource" hint="A new name makes a new resource.">
          {(wiring) => <Input {...wiring} name="resource" required maxLength={120} defaultValue={found?.resource} />}
        </Field>
        <Field label="Owner" hint="Policy may ask the resource's owners.">
          {(wiring) => (
            <Select {...wiring} name="owner" defaultValue="">
              <option value="">nobody</option>
              {groups.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="What the resource is">
          {(wiring) => <Input {...wiring} name="resourceDescription" required maxLength={500} />}
        </Field>
        <Field label="Tags" optional hint="env=prod team=orders">
          {(wiring) => <Input {...wiring} name="tags" autoComplete="off" />}
        </Field>
        <Field label="At the target" hint="What the connector gives; it checks this." className="sm:col-span-2">
          {(wiring) => (
            <Textarea
              {...wiring}
              name="mapping"
              rows={4}
              spellCheck={false}
              className="font-mono text-xs"
              defaultValue={JSON.stringify(found?.mapping ?? {}, null, 2)}
            />
          )}
        </Field>
        <Checkbox name="sensitive" label="Sensitive" hint="Shown beside its name." />
        <Field label="Why" optional hint="For whoever reviews it." className="sm:col-span-2">
          {(wiring) => <Input {...wiring} name="summary" maxLength={300} autoComplete="off" />}
        </Field>
        <p role="alert" className="font-medium text-danger empty:hidden sm:col-span-2">
          {refusal}
        </p>
        <Button type="submit" variant="primary" pending={pending} className="justify-self-end sm:col-span-2">
          Propose
        </Button>
      </form>
    </Dialog>
  );
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** The change as the door takes it, or what is wrong with the form. */
const changeFrom = (form: FormData, target: string) => {
  const mapping = objectFrom(textOf(form, "mapping"));
  if (mapping === null) return "What stands under “At the target” is not a JSON object.";
  const tags = tagsFrom(textOf(form, "tags"));
  if (tags === null) return "Write tags as key=value, with spaces between them.";
  const name = textOf(form, "name");
  const owner = textOf(form, "owner");
  return {
    summary: textOf(form, "summary") || `Add ${name} on ${target}`,
    change: {
      kind: "entitlement" as const,
      target,
      name,
      resource: textOf(form, "resource"),
      resourceDescription: textOf(form, "resourceDescription"),
      action: textOf(form, "action"),
      description: textOf(form, "description"),
      tags,
      mapping,
      sensitive: form.get("sensitive") !== null,
      ...(owner === "" ? {} : { ownerGroupId: owner }),
    },
  };
};

const objectFrom = (text: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
};

const tagsFrom = (text: string): Record<string, string> | null => {
  const parts = text.split(/\s+/).filter((part) => part !== "");
  const pairs = parts.map((part) => part.split("="));
  if (pairs.some(([key, value, ...more]) => !key || !value || more.length > 0)) return null;
  return Object.fromEntries(pairs.map(([key = "", value = ""]) => [key, value]));
};
