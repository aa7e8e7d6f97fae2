import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { GroupOption } from "./discovered.ts";

interface OwnerSelectProps {
  groups: readonly GroupOption[];
  known: string | null;
  label: string;
  hint: string;
}

/** Which group owns a resource. */
export function OwnerSelect({ groups, known, label, hint }: OwnerSelectProps) {
  return (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <Select {...wiring} name="owner" defaultValue={known ?? ""}>
          <option value="">nobody</option>
          {groups.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
