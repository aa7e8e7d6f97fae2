import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

/** What an endpoint of the signed contract needs; its signing secret is the target's secret. */
export function HttpFields() {
  return (
    <>
      <Field label="URL" hint="Every request is a signed POST to it." className="sm:col-span-2">
        {(wiring) => (
          <Input
            {...wiring}
            name="url"
            type="url"
            required
            placeholder="https://access.example.com/lapse"
            autoComplete="off"
          />
        )}
      </Field>
      <Field
        label="Certificate authority"
        optional
        hint="PEM; else those the machine trusts."
        className="sm:col-span-2"
      >
        {(wiring) => <Textarea {...wiring} name="ca" rows={3} spellCheck={false} className="font-mono text-xs" />}
      </Field>
    </>
  );
}
