"use client";

import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useProposal } from "../../use-proposal.ts";
import type { Item } from "./shown-item.ts";

interface RetireItemProps {
  item: Item;
  /** Everything that can be requested at the target. */
  items: readonly Item[];
  onClose: () => void;
}

const scopes = [
  { value: "entitlement", label: "This entitlement" },
  { value: "resource", label: "The whole resource" },
];

/** Proposes that an entitlement, or its resource with all of them, is granted no more, and says what would end with it. */
export function RetireItem({ item, items, onClose }: RetireItemProps) {
  const propose = useProposal();
  const [scope, setScope] = useState("entitlement");
  const siblings = items.filter(({ resourceId }) => resourceId === item.resourceId);
  const going = scope === "resource" ? siblings : [item];
  const name = scope === "resource" ? item.resource : item.name;
  const subjectId = scope === "resource" ? item.resourceId : item.id;
  return (
    <ConfirmDialog
      title={`Retire ${name}`}
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      confirm="Propose"
      typed={name}
      onConfirm={() => propose({ summary: `Retire ${name}`, change: { kind: "retirement", subjectId } })}
    >
      {siblings.length > 1 ? (
        <Segmented
          name="scope"
          label="What is retired?"
          look="joined"
          segments={scopes}
          value={scope}
          onValueChange={setScope}
          className="mb-3 justify-self-start"
        />
      ) : null}
      <p>
        {scope === "resource" ? `All ${siblings.length} entitlements on it: once` : "Once"} somebody else has approved
        it, nothing of it is granted any more, and {endingWords(going)} It is gone when the target has confirmed the
        last of them.
      </p>
    </ConfirmDialog>
  );
}

const endingWords = (going: readonly Item[]): string => {
  const grants = going.reduce((sum, { openGrants }) => sum + openGrants, 0);
  if (grants === 0) return "no grant ends, for there is none now.";
  const holders = [...new Set(going.flatMap((each) => each.holders))];
  const some = holders.slice(0, 5).join(", ");
  const named = holders.length > 5 || holders.length < grants ? `of ${some} and perhaps others` : `of ${some}`;
  return grants === 1 ? `one grant ends, ${named}.` : `${grants} grants end, ${named}.`;
};
