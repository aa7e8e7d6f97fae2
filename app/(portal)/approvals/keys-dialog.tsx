"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

const keys = [
  [["j", "k"], "Next, previous"],
  [["x"], "Select for a decision on several"],
  [["a"], "Approve the open request, or all that are selected"],
  [["d"], "Deny: asks for a comment first"],
  [["?"], "This list"],
  [["⌘", "K"], "Search, or jump anywhere"],
] as const;

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title="Keys"
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2.5">
        {keys.map(([names, what]) => (
          <div key={what} className="contents">
            <dt className="flex gap-1">
              {names.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dt>
            <dd className="text-muted">{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
