import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { viewer } from "#server/viewer.ts";
import { AccessAtScreen } from "./access-at-screen.tsx";
import { readAccessAt } from "./read.ts";
import { readChoices } from "../read.ts";

export const metadata: Metadata = { title: "Who had access" };

interface AccessAtPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AccessAtPage({ searchParams }: AccessAtPageProps) {
  const [{ entitlementId, personId, at }, { person }] = await Promise.all([searchParams, viewer()]);
  // Without a question nothing is read, so nothing else would refuse.
  if (!person.roles.includes("auditor")) notFound();
  const { searches } = await readChoices({});
  const about = typeof personId === "string" ? "personId" : "entitlementId";
  const id = about === "personId" ? personId : entitlementId;
  if (typeof id !== "string") return <AccessAtScreen searches={searches} question={null} at={instantIn(at)} />;
  if (typeof at !== "string")
    return <AccessAtScreen searches={searches} question={{ about, id, name: id }} at={null} />;
  const answer = await readAccessAt({ [about]: id, at });
  return <AccessAtScreen searches={searches} question={{ about, id, name: answer.about.name }} at={answer.at} />;
}

/** A time may be in the address before there is a question. */
const instantIn = (at: string | string[] | undefined): string | null =>
  typeof at === "string" && !Number.isNaN(Date.parse(at)) ? at : null;
