import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { knownText, type KnownSettings } from "./known-settings.ts";

/** What an endpoint of the signed contract needs; its signing secret is the target's secret. */
export function HttpFields({ known }: { known: KnownSettings }) {
  return (
    <>
      <Field label="URL" hint="Every request is a signed POST to it." className="sm:col-span-2">
        {(wiring) => (
          <Input
            {...wiring}
            name="url"
            defaultValue={knownText(known, "url")}
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
        {(wiring) => (
          <Textarea
            {...wiring}
            name="ca"
            defaultValue={knownText(known, "ca")}
            rows={3}
            spellCheck={false}
            className="font-mono text-xs"
          />
        )}
      </Field>
    </>
  );
}
