import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";

type DriftMode = "report" | "enforce";

export function DriftField({ known }: { known: DriftMode }) {
  return (
    <Field
      label="Access without a grant"
      hint="What becomes of access at the target that no grant explains."
      className="sm:col-span-2"
    >
      {(wiring) => (
        <Select {...wiring} name="driftMode" defaultValue={known}>
          <option value="report">Show it, and leave it</option>
          <option value="enforce">Show it, and take it away</option>
        </Select>
      )}
    </Field>
  );
}

export const driftModeFrom = (form: FormData): DriftMode =>
  form.get("driftMode") === "enforce" ? "enforce" : "report";
