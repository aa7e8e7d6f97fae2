"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { GrantDoors } from "./grant-doors.ts";
import type { ShownGrant } from "./shown-grant.ts";

const ReturnDialog = dynamic(() => import("./return-dialog.tsx").then((module) => module.ReturnDialog), { ssr: false });
const RevokeDialog = dynamic(() => import("./revoke-dialog.tsx").then((module) => module.RevokeDialog), { ssr: false });

interface EndNowProps {
  grant: Pick<ShownGrant, "id" | "status" | "entitlement" | "holder" | "account" | "may">;
  doors: Pick<GrantDoors, "revoke"> & Partial<Pick<GrantDoors, "giveBack">>;
}

/** Beside what is going on: the end of the grant, by whoever may end it. Sessions end with it, never without it. */
export function EndNow({ grant, doors }: EndNowProps) {
  const [open, setOpen] = useState(false);
  const { may } = grant;
  const giveBack = may.return ? doors.giveBack : undefined;
  if (!giveBack && !may.revoke) return null;
  const close = () => setOpen(false);
  return (
    <>
      <Button size="sm" variant={may.revoke ? "danger" : "default"} onClick={() => setOpen(true)}>
        End now…
      </Button>
      {open && may.revoke ? <RevokeDialog grant={grant} revoke={doors.revoke} onClose={close} /> : null}
      {open && giveBack ? <ReturnDialog grant={grant} giveBack={giveBack} onClose={close} /> : null}
    </>
  );
}
