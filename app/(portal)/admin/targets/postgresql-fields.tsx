import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { knownText, type KnownSettings } from "./known-settings.ts";
import { TextSetting } from "./setting-fields.tsx";

/** What a PostgreSQL cluster needs. Left empty, a field takes the connector's own default; the connector checks all of it. */
export function PostgresqlFields({ known }: { known: KnownSettings }) {
  return (
    <>
      <TextSetting known={known} name="host" label="Host" required maxLength={253} />
      <Field label="Port">
        {(wiring) => (
          <Input
            {...wiring}
            name="port"
            type="number"
            min={1}
            max={65535}
            defaultValue={knownText(known, "port", "5432")}
          />
        )}
      </Field>
      <TextSetting
        known={known}
        name="user"
        label="Connector's login"
        hint="Not a superuser; the connector's set-up script makes it."
        placeholder="lapse_connector"
      />
      <TextSetting known={known} name="maintenanceDatabase" label="Maintenance database" placeholder="postgres" />
      <Field label="TLS" hint="verify-full also checks whom it talks to.">
        {(wiring) => (
          <Select {...wiring} name="sslMode" defaultValue={knownText(known, "sslMode", "verify-full")}>
            <option value="verify-full">verify-full</option>
            <option value="require">require</option>
            <option value="disable">disable</option>
          </Select>
        )}
      </Field>
    </>
  );
}
