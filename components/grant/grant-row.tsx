"use client";

import { CalendarClock, CircleCheck, LoaderCircle } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useId, useState } from "react";
import { CountdownRing } from "#components/clock/countdown-ring.tsx";
import { entitlementPlace } from "#components/entitlement-place.ts";
import { Button } from "#components/ui/button.tsx";
import type { GrantDoors } from "./grant-doors.ts";
import { GrantStatusChip } from "./grant-status-chip.tsx";
import { GrantTimes } from "./grant-times.tsx";
import type { ShownGrant } from "./shown-grant.ts";

// What opens on a press is loaded on a press. In the browser only: else the page gives way to its skeleton meanwhile, and the
// button loses the focus.
const CredentialPanel = dynamic(() => import("./credential-panel.tsx").then((module) => module.CredentialPanel), {
  ssr: false,
});
const ExtendDialog = dynamic(() => import("./extend-dialog.tsx").then((module) => module.ExtendDialog), { ssr: false });
const ReturnDialog = dynamic(() => import("./return-dialog.tsx").then((module) => module.ReturnDialog), { ssr: false });
const RevokeDialog = dynamic(() => import("./revoke-dialog.tsx").then((module) => module.RevokeDialog), { ssr: false });

interface GrantRowProps {
  grant: ShownGrant;
  doors: GrantDoors;
  /** Whose it is, where that is not obvious. */
  withHolder?: boolean | undefined;
  /** Links the name to the request it came of. */
  linked?: boolean | undefined;
  /** Asks at once for how much longer, where it can be extended. */
  extending?: boolean | undefined;
}

/** One grant: how long it lasts, what it is, and what can be done with it now. */
export function GrantRow({ grant, doors, withHolder, linked, extending }: GrantRowProps) {
  const [open, setOpen] = useState<"extend" | "return" | "revoke" | null>(
    extending && grant.may.extend ? "extend" : null,
  );
  // Apart from the dialogs: what is shown once must not go because somebody asks for more time.
  const [isConnecting, setConnecting] = useState(false);
  const panelId = useId();
  const { may, entitlement } = grant;
  const close = () => setOpen(null);
  const hasPanel = isConnecting && may.reveal;
  return (
    <div data-row="" className="not-last:border-b">
      <div className="@container">
        <div className="grid grid-cols-[2.75rem_minmax(0,1fr)] items-center gap-x-3 gap-y-2.5 px-4 py-3 @2xl:grid-cols-[2.75rem_minmax(0,1fr)_auto_auto]">
          <GrantSign grant={grant} />
          <div className="min-w-0">
            <p className="truncate font-semibold first-letter:uppercase">
              {linked ? (
                <Link href={`/requests/${grant.requestId}`} className="hover:underline">
                  {entitlement.name}
                </Link>
              ) : (
                entitlement.name
              )}
            </p>
            <p className="text-xs text-muted">
              {withHolder ? `${grant.holder.name} · ` : null}
              {entitlementPlace(entitlement)} · <GrantTimes grant={grant} />
            </p>
            <GrantNotes grant={grant} />
          </div>
          <div className="flex items-center @max-2xl:col-start-2">
            <GrantStatusChip grant={grant} />
          </div>
          <div className="flex flex-wrap gap-2 empty:hidden @max-2xl:col-start-2">
            {may.reveal ? (
              <Button aria-expanded={hasPanel} aria-controls={panelId} onClick={() => setConnecting(!hasPanel)}>
                Connect
              </Button>
            ) : null}
            {may.extend ? <Button onClick={() => setOpen("extend")}>Extend</Button> : null}
            {may.return ? (
              <Button onClick={() => setOpen("return")}>{grant.status === "scheduled" ? "Cancel" : "Return"}</Button>
            ) : null}
            {may.revoke ? (
              <Button variant="danger" onClick={() => setOpen("revoke")}>
                Revoke…
              </Button>
            ) : null}
          </div>
        </div>
      </div>
      <div id={panelId}>{hasPanel ? <CredentialPanel grant={grant} doors={doors} /> : null}</div>
      {open === "extend" ? <ExtendDialog grant={grant} doors={doors} onClose={close} /> : null}
      {open === "return" ? <ReturnDialog grant={grant} giveBack={doors.giveBack} onClose={close} /> : null}
      {open === "revoke" ? <RevokeDialog grant={grant} revoke={doors.revoke} onClose={close} /> : null}
    </div>
  );
}

function GrantSign({ grant: { status, readyAt, startsAt, expiresAt } }: { grant: ShownGrant }) {
  const from = readyAt ?? startsAt;
  if (status === "active" && from !== null && expiresAt !== null)
    return <CountdownRing startsAt={from} expiresAt={expiresAt} />;
  const Icon = status === "scheduled" ? CalendarClock : status === "ended" ? CircleCheck : LoaderCircle;
  return (
    <span className="grid size-11 place-items-center text-faint">
      <Icon aria-hidden className={status === "activating" || status === "ending" ? "size-5 animate-spin" : "size-5"} />
    </span>
  );
}

const standingWords = {
  before: "The access was there before this grant.",
  left: "The access still stands at the target, without a grant: it was there before this one.",
} as const;

function GrantNotes({ grant: { problem, standing, quarantined } }: { grant: ShownGrant }) {
  return (
    <>
      {problem === null ? null : (
        <p className="mt-1 text-xs text-waning">
          The target has not confirmed yet: {problem}. The portal keeps trying.
        </p>
      )}
      {standing === null ? null : <p className="mt-1 text-xs text-waning">{standingWords[standing]}</p>}
      {quarantined.length === 0 ? null : (
        <p className="mt-1 text-xs text-muted">
          Left behind, kept without rights: {quarantined.slice(0, 5).join(", ")}
          {quarantined.length > 5 ? ` and ${quarantined.length - 5} more` : ""}
        </p>
      )}
    </>
  );
}
