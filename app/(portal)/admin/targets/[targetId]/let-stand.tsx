"use client";

import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/text-of.ts";
import { useProposal } from "../../use-proposal.ts";
import type { Standing } from "./query.ts";

interface LetStandProps {
  targetId: string;
  finding: Standing["items"][number];
  onClose: () => void;
}

/** Says that an access without a grant is known, as of a service, and may stay; or that it no longer may. */
export function LetStand({ targetId, finding, onClose }: LetStandProps) {
  const propose = useProposal();
  const { account, entitlement, entitlementId, known } = finding;
  const retire = known !== null;
  return (
    <FormDialog
      title={retire ? `No longer let ${account} keep ${entitlement}` : `Let ${account} keep ${entitlement}`}
      description={
        retire
          ? "Once somebody else has approved it, this one access is alarmed again, and taken away where such access is taken away."
          : "Once somebody else has approved it, this one access is still shown, but neither alarmed nor taken away."
      }
      onClose={onClose}
      submit="Propose"
      onSubmit={(form) => {
        const reason = textOf(form, "reason");
        const summary = `${retire ? "No longer let" : "Let"} ${account} keep ${entitlement}`;
        const change = { kind: "known" as const, targetId, entitlementId, account, reason, retire };
        return propose({ summary, change });
      }}
    >
      <Field label="Why?" hint="Shown beside it, and to whoever reviews it.">
        {(wiring) => <Input {...wiring} name="reason" required minLength={3} maxLength={500} autoComplete="off" />}
      </Field>
    </FormDialog>
  );
}
