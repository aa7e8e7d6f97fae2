import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";

/** What a PostgreSQL cluster needs. Left empty, a field takes the connector's own default; the connector checks all of it. */
export function PostgresqlFields() {
  return (
    <>
      <Field label="Host">
        {(wiring) => <Input {...wiring} name="host" required maxLength={253} autoComplete="off" />}
      </Field>
      <Field label="Port">
        {(wiring) => <Input {...wiring} name="port" type="number" min={1} max={65535} defaultValue={5432} />}
      </Field>
      <Field label="Connector's login" hint="Not a superuser; the connector's set-up script makes it.">
        {(wiring) => <Input {...wiring} name="user" placeholder="lapse_connector" autoComplete="off" />}
      </Field>
      <Field label="Maintenance database">
        {(wiring) => <Input {...wiring} name="maintenanceDatabase" placeholder="postgres" autoComplete="off" />}
      </Field>
      <Field label="TLS" hint="verify-full also checks whom it talks to.">
        {(wiring) => (
          <Select {...wiring} name="sslMode" defaultValue="verify-full">
            <option value="verify-full">verify-full</option>
            <option value="require">require</option>
            <option value="disable">disable</option>
          </Select>
        )}
      </Field>
    </>
  );
}

/** The settings as the connector wants them; what was left empty is left out. */
export const postgresqlSettings = (form: FormData): Record<string, unknown> => {
  const names = ["host", "user", "maintenanceDatabase", "sslMode"] as const;
  const texts = names.flatMap((name) => {
    const value = form.get(name);
    return typeof value === "string" && value.trim() !== "" ? [[name, value.trim()] as const] : [];
  });
  const port = Number(form.get("port"));
  return { ...Object.fromEntries(texts), ...(Number.isInteger(port) && port > 0 ? { port } : {}) };
};
