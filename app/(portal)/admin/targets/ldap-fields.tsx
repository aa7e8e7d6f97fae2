import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { knownText, type KnownSettings } from "./known-settings.ts";
import { CertificateAuthority, TextSetting } from "./setting-fields.tsx";

/** What a directory needs. Left empty, a field takes the connector's own default; the connector checks all of it. */
export function LdapFields({ known }: { known: KnownSettings }) {
  return (
    <>
      <TextSetting
        known={known}
        name="url"
        label="Server"
        hint="One writable server, not a name that stands for several."
        required
        placeholder="ldaps://ldap.example.com"
      />
      <Field label="StartTLS" hint="For ldap://. Without it the password crosses the network in clear text.">
        {(wiring) => (
          <Select {...wiring} name="startTls" defaultValue={known["startTls"] === false ? "no" : "yes"}>
            <option value="yes">always</option>
            <option value="no">never</option>
          </Select>
        )}
      </Field>
      <TextSetting
        known={known}
        name="bindDn"
        label="Connector's login"
        hint="Its distinguished name; it may change groups and nothing else."
        required
        placeholder="cn=lapse,dc=example,dc=com"
      />
      <TextSetting
        known={known}
        name="accountAttribute"
        label="Name of a person's login"
        hint="Must name one entry for ever; mail, where empty."
        placeholder="mail"
      />
      <TextSetting
        known={known}
        name="userBaseDn"
        label="People are below"
        required
        placeholder="ou=people,dc=example,dc=com"
      />
      <TextSetting
        known={known}
        name="groupBaseDn"
        label="Groups are below"
        required
        placeholder="ou=groups,dc=example,dc=com"
      />
      <Field label="Members stand in">
        {(wiring) => (
          <Select {...wiring} name="memberAttribute" defaultValue={knownText(known, "memberAttribute", "member")}>
            <option value="member">member</option>
            <option value="uniqueMember">uniqueMember</option>
            <option value="memberUid">memberUid</option>
          </Select>
        )}
      </Field>
      <TextSetting
        known={known}
        name="placeholderMember"
        label="Stand-in for the last member"
        optional
        hint="Where a group may not be empty: a name nobody signs in with."
      />
      <TextSetting
        known={known}
        name="fenceAttribute"
        label="Fence attribute"
        optional
        hint="An attribute of the groups that nothing else uses. With it a late call cannot undo a removal; without it, an end after a failure is confirmed only when that call has timed out."
        placeholder="businessCategory"
        className="sm:col-span-2"
      />
      <CertificateAuthority known={known} />
    </>
  );
}
