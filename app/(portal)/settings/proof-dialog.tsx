"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { ActionAnswer } from "#components/action-answer.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { ProofForm } from "./proof-form.tsx";

interface ProofDialogProps {
  title: string;
  description: string;
  trigger: string;
  submit: string;
  danger?: boolean | undefined;
  /** Why a fresh proof is needed. */
  reason: string;
  /** What is missing, before anything is sent. */
  check?: () => string | undefined;
  /** The password, where the form asks for it anyway. */
  typed?: string | undefined;
  act: () => Promise<ActionAnswer<unknown>>;
  /** What is said when it is done. */
  done: string;
  onDone?: () => void;
  /** Whether it was done or left. */
  onClose?: () => void;
  children?: ReactNode;
}

/** A change to one's own security, behind a button: asked, proved, done, said. */
export function ProofDialog({ title, description, trigger, done, onDone, onClose, ...form }: ProofDialogProps) {
  const router = useRouter();
  const [open, setOpenHere] = useState(false);
  const setOpen = (next: boolean) => {
    setOpenHere(next);
    if (!next) onClose?.();
  };
  return (
    <Dialog
      title={title}
      description={description}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" {...(form.danger ? { variant: "danger" } : {})}>
          {trigger}
        </Button>
      }
    >
      <ProofForm
        {...form}
        onDone={() => {
          setOpen(false);
          onDone?.();
          toast({ kind: "done", text: done });
          router.refresh();
        }}
      />
    </Dialog>
  );
}
