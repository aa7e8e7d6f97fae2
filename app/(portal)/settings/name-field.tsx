import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface NameFieldProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  className?: string;
  name: string;
  onName: (name: string) => void;
}

/** What a person calls a thing of their own. */
export function NameField({ name, onName, ...field }: NameFieldProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        <Input
          {...wiring}
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => onName(event.target.value)}
        />
      )}
    </Field>
  );
}
