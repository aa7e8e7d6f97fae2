"use client";

import type { ReactNode } from "react";
import { explainRefusal } from "#components/sentences/refusal.ts";
import { useState, useTransition } from "react";
import { cn } from "#components/cn.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FormFoot } from "./form-foot.tsx";

interface FormDialogProps {
  title: ReactNode;
  description?: ReactNode;
  /** The element that opens it; leave out and mount it while it is open. */
  trigger?: ReactNode;
  /** After it was sent or closed. */
  onClose?: (() => void) | undefined;
  /** Fields; those of a wide one stand in two columns. */
  children: ReactNode;
  wide?: boolean | undefined;
  /** What the button says. */
  submit: ReactNode;
  disabled?: boolean | undefined;
  /** Says why it was refused, or returns nothing and the dialog closes. Without an answer it stays open, and says that. */
  onSubmit: (form: FormData) => Promise<ReactNode> | ReactNode;
}

/** A form above the page. It stays with what was typed when it is refused, says why, and cannot be left while it is sent. */
export function FormDialog(props: FormDialogProps) {
  const { title, description, trigger, onClose, children, wide, submit, disabled, onSubmit } = props;
  const [isOpen, setOpen] = useState(trigger === undefined);
  const [refusal, setRefusal] = useState<ReactNode>();
  const [pending, start] = useTransition();
  const set = (next: boolean) => {
    setRefusal(undefined);
    setOpen(next);
    if (!next) onClose?.();
  };
  const ask = async (form: FormData): Promise<ReactNode> => onSubmit(form);
  const send = (form: FormData) =>
    start(async () => {
      const refused = await ask(form).catch(() => explainRefusal("no_answer"));
      if (refused === undefined) set(false);
      else setRefusal(refused);
    });
  return (
    <Dialog
      wide={wide}
      title={title}
      description={description}
      trigger={trigger}
      open={isOpen}
      onOpenChange={set}
      locked={pending}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) send(new FormData(event.currentTarget));
        }}
      >
        <div className={cn("grid gap-4", wide && "sm:grid-cols-2")}>{children}</div>
        <FormFoot refusal={refusal}>
          <Button type="submit" variant="primary" pending={pending} disabled={disabled}>
            {submit}
          </Button>
        </FormFoot>
      </form>
    </Dialog>
  );
}
