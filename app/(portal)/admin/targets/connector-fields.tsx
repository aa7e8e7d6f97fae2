import { textOf } from "#components/ui/text-of.ts";
import { HttpFields } from "./http-fields.tsx";
import type { KnownSettings } from "./known-settings.ts";
import { LdapFields } from "./ldap-fields.tsx";
import { PostgresqlFields } from "./postgresql-fields.tsx";

interface ConnectorForm {
  readonly Fields: (props: { known: KnownSettings }) => React.ReactNode;
  /** The settings that it asks for. A connector may know more: those keep their place and their defaults. */
  readonly names: readonly string[];
  /** The settings as the connector wants them; what was left empty is left out. */
  readonly settings: (form: FormData) => Record<string, unknown>;
  readonly secretHint: string;
}

const textsOf = (form: FormData, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(form, name);
      return text === "" ? [] : [[name, text]];
    }),
  );

const postgresqlTexts = ["host", "user", "maintenanceDatabase", "sslMode"];
const ldapTexts = [
  ...["url", "bindDn", "accountAttribute", "userBaseDn", "groupBaseDn", "memberAttribute", "placeholderMember"],
  "ca",
];
const httpTexts = ["url", "ca"];

/** The form of each kind of target. */
const connectorForms: Readonly<Record<string, ConnectorForm>> = {
  postgresql: {
    Fields: PostgresqlFields,
    names: [...postgresqlTexts, "port"],
    settings: (form) => {
      const port = Number(textOf(form, "port"));
      return { ...textsOf(form, postgresqlTexts), ...(Number.isInteger(port) && port > 0 ? { port } : {}) };
    },
    secretHint: "The password of the connector's own login. Sealed at once; nobody reads it back.",
  },
  ldap: {
    Fields: LdapFields,
    names: [...ldapTexts, "startTls", "fenceAttribute"],
    settings: (form) => ({
      ...textsOf(form, ldapTexts),
      startTls: form.get("startTls") !== "no",
      fenceAttribute: textOf(form, "fenceAttribute") || null,
    }),
    secretHint: "The password of the connector's own login. Sealed at once; nobody reads it back.",
  },
  http: {
    Fields: HttpFields,
    names: httpTexts,
    settings: (form) => textsOf(form, httpTexts),
    secretHint: "The signing secret, whsec_ and 24 to 64 bytes in base64. Sealed at once; nobody reads it back.",
  },
};

export const connectorFormOf = (connector: string): ConnectorForm => {
  const form = connectorForms[connector];
  if (!form) throw new Error(`there is no form for a target of kind ${connector}`);
  return form;
};
