import Link from "next/link";
import { Banner } from "#components/ui/banner.tsx";
import type { Frame } from "#core/usecases/overview/read-frame.ts";

const troubleWords: Readonly<Record<NonNullable<Frame["record"]["trouble"]>, string>> = {
  behind:
    "A witness has seen more of the record than this database has: it is an older copy. Nothing is signed until that is explained.",
  forked:
    "A witness has seen another record than this database has: one of the two was rewritten. Nothing is signed until that is explained.",
  unreachable: "No witness of the record could be asked since the portal started, so nothing is signed yet.",
};

interface PortalBannersProps {
  demo: boolean;
  newPasskeysConfirm: boolean;
  /** This database was found to be a copy. */
  restored: boolean;
  /** To within a second, the nodes of the database do. */
  clocksAgree: boolean;
  /** The revoker has not proved itself lately. */
  silent: boolean;
  overdue: number;
  trouble: Frame["record"]["trouble"];
  canOpenTargets: boolean;
}

/** What every page must say as long as it is so. */
export function PortalBanners({
  demo,
  newPasskeysConfirm,
  restored,
  clocksAgree,
  silent,
  overdue,
  trouble,
  canOpenTargets,
}: PortalBannersProps) {
  return (
    <>
      {restored ? (
        <Banner kind="red" action={canOpenTargets ? <Link href="/admin/alarms">See what to do</Link> : undefined}>
          This database is a restored or copied one: all access that it knew of is ended, and it gives none, not even by
          break-glass, until an administrator has acknowledged that.
        </Banner>
      ) : null}
      {clocksAgree ? null : (
        <Banner kind="red">
          The nodes of the database disagree on what time it is by more than a second. Access still ends; nothing new is
          granted until they agree.
        </Banner>
      )}
      {silent ? (
        <Banner kind="red" action={canOpenTargets ? <Link href="/admin/alarms">See the alarms</Link> : undefined}>
          Nobody proves that access ends in time. Nothing new is granted, except by break-glass, until somebody does.
        </Banner>
      ) : null}
      {overdue > 0 ? (
        <Banner kind="red" action={canOpenTargets ? <Link href="/admin/targets">See the targets</Link> : undefined}>
          {overdue === 1 ? "One access" : `${overdue} accesses`} should be gone and {overdue === 1 ? "is" : "are"} not.
          The portal keeps trying, and gives nothing new, except by break-glass, on{" "}
          {overdue === 1 ? "that target" : "those targets"} until then.
        </Banner>
      ) : null}
      {trouble === null ? null : (
        <Banner kind={trouble === "unreachable" ? "attention" : "red"}>{troubleWords[trouble]}</Banner>
      )}
      {demo || newPasskeysConfirm ? (
        <Banner kind="demo">
          {demo ? "Demo: the people are invented, the databases and the access are real. " : null}
          {newPasskeysConfirm ? "New passkeys confirm at once here; elsewhere they must be a day old." : null}
        </Banner>
      ) : null}
    </>
  );
}
