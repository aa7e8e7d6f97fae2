import Link from "next/link";
import { Banner } from "#components/ui/banner.tsx";

interface PortalBannersProps {
  demo: boolean;
  overdue: number;
  canOpenTargets: boolean;
}

/** What every page must say as long as it is so. */
export function PortalBanners({ demo, overdue, canOpenTargets }: PortalBannersProps) {
  return (
    <>
      {overdue > 0 ? (
        <Banner kind="red" action={canOpenTargets ? <Link href="/admin/targets">See the targets</Link> : undefined}>
          {overdue === 1 ? "One access" : `${overdue} accesses`} should be gone and {overdue === 1 ? "is" : "are"} not.
          The portal keeps trying, and gives nothing new on {overdue === 1 ? "that target" : "those targets"} until
          then.
        </Banner>
      ) : null}
      {demo ? <Banner kind="demo">Demo: the people are invented, the databases and the access are real.</Banner> : null}
    </>
  );
}
