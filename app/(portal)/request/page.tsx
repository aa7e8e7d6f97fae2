import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { readBundles, readCatalogue, readEarlierRequest, readOwnRequests } from "./read.ts";
import { recallOf, recallsOf } from "./recall.ts";
import { RequestForm } from "./request-form.tsx";
import { firstEntries } from "./first-entries.ts";

export const metadata: Metadata = { title: "Request access" };

interface RequestPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const firstDurationSeconds = 3600;

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

export default async function RequestPage({ searchParams }: RequestPageProps) {
  const asked = await searchParams;
  const q = (one(asked["q"]) ?? "").slice(0, 200);
  const again = one(asked["again"]);
  const [catalogue, bundles, own, earlier] = await Promise.all([
    readCatalogue({ q, limit: firstEntries, durationSeconds: firstDurationSeconds, justification: "" }),
    readBundles({}),
    readOwnRequests({ mine: "true", limit: 20 }),
    again === undefined ? null : readEarlierRequest({ requestId: again }),
  ]);
  const wanted = catalogue.entries.find(({ id }) => id === one(asked["entitlement"]));
  return (
    <>
      <PageHeader title="Request access" />
      {/* A link that names something else to ask for is another form, not the old one with its text. */}
      <RequestForm
        key={`${again ?? ""} ${wanted?.id ?? ""} ${q}`}
        catalogue={catalogue}
        bundles={bundles}
        q={q}
        recalls={recallsOf(own.items)}
        recalled={earlier && recallOf(earlier)}
        chosen={wanted ? [wanted] : []}
      />
    </>
  );
}
