"use client";

import type { ReactNode } from "react";
import { explainRefusal } from "#components/sentences/refusal.ts";
import { useState, useTransition } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";

interface ConfirmDialogProps {
  title: ReactNode;
  trigger?: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** What will happen, and to how many. */
  children: ReactNode;
  /** Must be typed exactly before the button works: for what ends the access of others. */
  typed?: string | undefined;
  confirm: ReactNode;
  /** Says why it was refused, or returns nothing and the dialog closes. Without an answer it stays open, and says that. */
  onConfirm: () => Promise<ReactNode>;
  tone?: "primary" | "destructive" | undefined;
}

/** Nothing irreversible without saying what and how many. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, trigger, children, typed, confirm, onConfirm, tone = "destructive" } = props;
  const [isOpenHere, setOpenHere] = useState(false);
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<ReactNode>();
  const [pending, start] = useTransition();
  const open = props.open ?? isOpenHere;
  const setOpen = (next: boolean) => {
    if (pending) return;
    setText("");
    setRefusal(undefined);
    setOpenHere(next);
    props.onOpenChange?.(next);
  };
  const isReady = typed === undefined || text === typed;
  const act = () => {
    if (!isReady || pending) return;
    start(async () => {
      const refused = await onConfirm().catch(() => explainRefusal("no_answer"));
      setRefusal(refused);
      if (refused !== undefined) return;
      setText("");
      setOpenHere(false);
      props.onOpenChange?.(false);
    });
  };
  return (
    <Dialog
      title={title}
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
      locked={pending}
      footer={
        <>
          <Button onClick={() => setOpen(false)} disabled={pending}>
            Cancel
          </Button>
          <Button variant={tone} onClick={act} disabled={!isReady} pending={pending}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="text-muted">{children}</div>
        {typed === undefined ? null : (
          <Field label={<>Type {<b className="select-all">{typed}</b>} to confirm</>}>
            {(wiring) => (
              <Input
                {...wiring}
                value={text}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setText(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter") act();
                }}
              />
            )}
          </Field>
        )}
        <p role="alert" className="font-medium text-danger empty:hidden">
          {refusal}
        </p>
      </div>
    </Dialog>
  );
}
