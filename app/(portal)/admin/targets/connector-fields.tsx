import { HttpFields } from "./http-fields.tsx";
import { LdapFields } from "./ldap-fields.tsx";
import { PostgresqlFields, postgresqlSettings } from "./postgresql-fields.tsx";

interface ConnectorForm {
  readonly Fields: () => React.ReactNode;
  /** The settings as the connector wants them; what was left empty is left out. */
  readonly settings: (form: FormData) => Record<string, unknown>;
  readonly secretHint: string;
}

const textsOf = (form: FormData, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name);
      return typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : [];
    }),
  );

const ldapTexts = [
  "url",
  "bindDn",
  "accountAttribute",
  "userBaseDn",
  "groupBaseDn",
  "memberAttribute",
  "placeholderMember",
];

/** The form of each kind of target. */
export const connectorForms: Readonly<Record<string, ConnectorForm>> = {
  postgresql: {
    Fields: PostgresqlFields,
    settings: postgresqlSettings,
    secretHint: "The password of the connector's own login. Sealed at once; nobody reads it back.",
  },
  ldap: {
    Fields: LdapFields,
    settings: (form) => ({
      ...textsOf(form, [...ldapTexts, "ca"]),
      startTls: form.get("startTls") !== "no",
      fenceAttribute: textsOf(form, ["fenceAttribute"])["fenceAttribute"] ?? null,
    }),
    secretHint: "The password of the connector's own login. Sealed at once; nobody reads it back.",
  },
  http: {
    Fields: HttpFields,
    settings: (form) => textsOf(form, ["url", "ca"]),
    secretHint: "The signing secret, whsec_ and 24 to 64 bytes in base64. Sealed at once; nobody reads it back.",
  },
};
