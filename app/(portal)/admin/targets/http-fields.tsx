import type { KnownSettings } from "./known-settings.ts";
import { CertificateAuthority, TextSetting } from "./setting-fields.tsx";

/** What an endpoint of the signed contract needs; its signing secret is the target's secret. */
export function HttpFields({ known }: { known: KnownSettings }) {
  return (
    <>
      <TextSetting
        known={known}
        name="url"
        label="URL"
        hint="Every request is a signed POST to it."
        type="url"
        required
        placeholder="https://access.example.com/lapse"
        className="sm:col-span-2"
      />
      <CertificateAuthority known={known} />
    </>
  );
}
