import type { ReactNode } from "react";

interface FormFootProps {
  /** Why it was refused. */
  refusal?: ReactNode;
  /** The button that sends. */
  children: ReactNode;
}

/** Last in a form inside a dialog, as its child in a column: stays in sight at the dialog's foot however long the form is. */
export function FormFoot({ refusal, children }: FormFootProps) {
  return (
    <div className="sticky -bottom-4 -mx-5 mt-1 -mb-4 flex flex-wrap items-center justify-end gap-x-4 gap-y-2 rounded-b-lg border-t bg-bg px-5 py-3">
      <p role="alert" className="min-w-0 flex-1 basis-56 font-medium text-danger empty:hidden">
        {refusal}
      </p>
      {children}
    </div>
  );
}
