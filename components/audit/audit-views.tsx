import { TabLinks } from "#components/ui/tab-links.tsx";

/** The two ways to ask the record. */
export function AuditViews() {
  return (
    <TabLinks
      label="Ways to ask the record"
      links={[
        { href: "/audit", label: "What happened" },
        { href: "/audit/access-at", label: "Who had access" },
      ]}
    />
  );
}
