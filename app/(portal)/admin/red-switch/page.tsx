import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { readRedSwitchPage, readTargets } from "./read.ts";
import { RedSwitch } from "./red-switch.tsx";
import { scopeIn } from "./scope.ts";

export const metadata: Metadata = { title: "Red switch" };

interface RedSwitchPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The scope may stand in the address, so that a person's or a target's page can lead here. */
export default async function RedSwitchPage({ searchParams }: RedSwitchPageProps) {
  const scope = scopeIn(await searchParams);
  const [targets, named] = await Promise.all([readTargets({}), scope ? readRedSwitchPage({ ...scope }) : null]);
  return (
    <>
      <PageHeader title="Red switch" />
      <RedSwitch
        targets={targets.map(({ id, name }) => ({ id, name }))}
        given={scope}
        givenName={named?.name ?? null}
      />
    </>
  );
}
