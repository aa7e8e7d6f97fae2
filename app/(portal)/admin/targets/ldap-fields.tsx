import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { knownText, type KnownSettings } from "./known-settings.ts";

/** What a directory needs. Left empty, a field takes the connector's own default; the connector checks all of it. */
export function LdapFields({ known }: { known: KnownSettings }) {
  return (
    <>
      <Field label="Server" hint="One writable server, not a name that stands for several.">
        {(wiring) => (
          <Input
            {...wiring}
            name="url"
            defaultValue={knownText(known, "url")}
            required
            placeholder="ldaps://ldap.example.com"
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="StartTLS" hint="For ldap://. Without it the password crosses the network in clear text.">
        {(wiring) => (
          <Select {...wiring} name="startTls" defaultValue={known["startTls"] === false ? "no" : "yes"}>
            <option value="yes">always</option>
            <option value="no">never</option>
          </Select>
        )}
      </Field>
      <Field label="Connector's login" hint="Its distinguished name; it may change groups and nothing else.">
        {(wiring) => (
          <Input
            {...wiring}
            name="bindDn"
            defaultValue={knownText(known, "bindDn")}
            required
            placeholder="cn=lapse,dc=example,dc=com"
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Name of a person's login" hint="Must name one entry for ever; mail, where empty.">
        {(wiring) => (
          <Input
            {...wiring}
            name="accountAttribute"
            defaultValue={knownText(known, "accountAttribute")}
            placeholder="mail"
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="People are below">
        {(wiring) => (
          <Input
            {...wiring}
            name="userBaseDn"
            defaultValue={knownText(known, "userBaseDn")}
            required
            placeholder="ou=people,dc=example,dc=com"
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Groups are below">
        {(wiring) => (
          <Input
            {...wiring}
            name="groupBaseDn"
            defaultValue={knownText(known, "groupBaseDn")}
            required
            placeholder="ou=groups,dc=example,dc=com"
            autoComplete="off"
          />
        )}
      </Field>
      <Field label="Members stand in">
        {(wiring) => (
          <Select {...wiring} name="memberAttribute" defaultValue={knownText(known, "memberAttribute", "member")}>
            <option value="member">member</option>
            <option value="uniqueMember">uniqueMember</option>
            <option value="memberUid">memberUid</option>
          </Select>
        )}
      </Field>
      <Field
        label="Stand-in for the last member"
        optional
        hint="Where a group may not be empty: a name nobody signs in with."
      >
        {(wiring) => (
          <Input
            {...wiring}
            name="placeholderMember"
            defaultValue={knownText(known, "placeholderMember")}
            autoComplete="off"
          />
        )}
      </Field>
      <Field
        label="Fence attribute"
        optional
        hint="An attribute of the groups that nothing else uses. With it a late call cannot undo a removal; without it, an end after a failure is confirmed only when that call has timed out."
        className="sm:col-span-2"
      >
        {(wiring) => (
          <Input
            {...wiring}
            name="fenceAttribute"
            defaultValue={knownText(known, "fenceAttribute")}
            placeholder="businessCategory"
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
