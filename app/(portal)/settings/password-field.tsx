import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface PasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** What needs the proof. */
  hint: string;
  error?: string | undefined;
}

/** Appears because the person pressed a button that needs a fresh proof, and has no passkey at hand. */
export function PasswordField({ value, onChange, hint, error }: PasswordFieldProps) {
  return (
    <Field label="Your password, once more" hint={hint} error={error}>
      {(wiring) => (
        <Input
          {...wiring}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
