import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { knownText, type KnownSettings } from "./known-settings.ts";

interface TextSettingProps {
  known: KnownSettings;
  name: string;
  label: string;
  hint?: string;
  optional?: true;
  required?: true;
  placeholder?: string;
  type?: "url";
  maxLength?: number;
  className?: string;
}

/** One line of a connector's settings, with what is set already. */
export function TextSetting({ known, name, label, hint, optional, className, ...input }: TextSettingProps) {
  return (
    <Field label={label} hint={hint} optional={optional} className={className}>
      {(wiring) => (
        <Input {...wiring} {...input} name={name} defaultValue={knownText(known, name)} autoComplete="off" />
      )}
    </Field>
  );
}

/** Whom a connector believes who a target is, where that is nobody whom the machine trusts. */
export function CertificateAuthority({ known }: { known: KnownSettings }) {
  return (
    <Field label="Certificate authority" optional hint="PEM; else those the machine trusts." className="sm:col-span-2">
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
  );
}
