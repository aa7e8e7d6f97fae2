import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { knownText, type KnownSettings } from "./known-settings.ts";

/** What a PostgreSQL cluster needs. Left empty, a field takes the connector's own default; the connector checks all of it. */
export function PostgresqlFields({ known }: { known: KnownSettings }) {
  return (
    <>
      <Field label="Host">
        {(wiring) => (
          <Input
            {...wiring}
            name="host"
            required
            defaultValue={knownText(known, "host")}
            maxLength={253}
            autoComplete="off"
          />
        )}
      </Field>
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
      <Field label="Connector's login" hint="Not a superuser; the connector's set-up script makes it.">
        {(wiring) => (
          <Input
            {...wiring}
            name="user"
            defaultValue={knownText(known, "user")}
            placeholder="lapse_connector"
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Maintenance database">
        {(wiring) => (
          <Input
            {...wiring}
            name="maintenanceDatabase"
            defaultValue={knownText(known, "maintenanceDatabase")}
            placeholder="postgres"
            autoComplete="off"
          />
        )}
      </Field>
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
