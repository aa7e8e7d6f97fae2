"use client";

import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import { useState } from "react";
import type { ActionAnswer } from "#components/action-answer.ts";
import { beginEnrolmentAction, enrolPasskeyAction } from "./actions.ts";
import { NameField } from "./name-field.tsx";
import { ProofDialog } from "./proof-dialog.tsx";

/** Enrols a passkey: it gets its name here, and the browser asks for the rest. */
export function AddPasskey() {
  const [name, setName] = useState("");
  return (
    <ProofDialog
      title="Add a passkey"
      description="It must verify you each time, by fingerprint, face or PIN. You are told on every other channel."
      trigger="Add a passkey…"
      submit="Add it"
      reason="A passkey is added only by somebody who proved who they are in the last 5 minutes."
      check={() => (name.trim() === "" ? "Give it a name, such as the device it is on." : undefined)}
      act={() => enrol(name.trim())}
      done="Your passkey is added"
      onDone={() => setName("")}
    >
      <NameField label="What is it called?" hint="The device or the key it is on." name={name} onName={setName} />
    </ProofDialog>
  );
}

const enrol = async (name: string): Promise<ActionAnswer<unknown>> => {
  const { browserSupportsWebAuthn, startRegistration } = await import("@simplewebauthn/browser");
  if (!browserSupportsWebAuthn()) return { ok: false, code: "passkeys_unsupported" };
  const begun = await beginEnrolmentAction({});
  if (!begun.ok) return begun;
  const optionsJSON = begun.value.options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const attestation = await startRegistration({ optionsJSON }).catch(() => null);
  if (!attestation) return { ok: false, code: "step_up_cancelled" };
  return enrolPasskeyAction({ stepUpId: begun.value.id, name, attestation: { ...attestation } });
};
