import type { Metadata } from "next";
import { AddressSearch } from "#components/pick/address-search.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { PageLinks } from "#components/ui/page-links.tsx";
import { Section } from "#components/ui/section.tsx";
import { requireRole } from "#server/require-role.ts";
import { viewer } from "#server/viewer.ts";
import { BundleList } from "./bundle-list.tsx";
import { CatalogueTable } from "./catalogue-table.tsx";
import { ProposeBundle } from "./propose-bundle.tsx";
import { readBundles, readEntitlements } from "./read.ts";

export const metadata: Metadata = { title: "Catalogue" };

interface CataloguePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** Everything that can be requested, over all targets, and what is requested together. */
export default async function CataloguePage({ searchParams }: CataloguePageProps) {
  // Anybody may read what stands here, so the reads below refuse nobody: the page does.
  await requireRole("administrator", "reviewer", "auditor");
  const [given, { person }] = await Promise.all([searchParams, viewer()]);
  const q = (one(given["q"]) ?? "").slice(0, 200);
  const cursor = one(given["cursor"]);
  const [{ items, nextCursor }, bundles] = await Promise.all([
    readEntitlements({ q, limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
    readBundles({}),
  ]);
  const here = `/admin/catalogue?q=${encodeURIComponent(q)}`;
  const mayPropose = person.roles.includes("administrator");
  return (
    <>
      <PageHeader title="Catalogue" actions={mayPropose ? <ProposeBundle bundle={null} /> : null} />
      <div className="grid w-full max-w-6xl min-w-0 content-start gap-8 p-4 sm:p-6">
        <Section title="Bundles" end={`${bundles.length}`}>
          <BundleList bundles={bundles} mayPropose={mayPropose} />
        </Section>
        <Section title="Entitlements">
          <div className="grid gap-4">
            <AddressSearch
              path="/admin/catalogue"
              q={q}
              label="Search what can be requested"
              placeholder="Name, action, tag, owner"
            />
            <CatalogueTable items={items} q={q} />
            <PageLinks
              first={cursor === undefined ? null : here}
              next={nextCursor === null ? null : `${here}&cursor=${encodeURIComponent(nextCursor)}`}
            />
          </div>
        </Section>
      </div>
    </>
  );
}
