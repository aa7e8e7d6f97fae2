"use client";

import { type SubmitEvent, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { keepHere, useKeptHere } from "./kept-here.ts";
import { type Verdict, verifyInBrowser, type Where } from "./verify-in-browser.ts";

const whyWords: Readonly<Record<Extract<Verdict, { holds: false }>["why"], string>> = {
  key: "This is no public key of a log: it looks like name+id+base64.",
  checkpoint: "The checkpoint is not signed by this key, or was changed.",
  receipt: "This is no receipt with its entry in it.",
  beyond: "The receipt is newer than the checkpoint: its entry was not in the log yet.",
  "receipt-changed":
    "Not included, and the receipt does not prove itself: its entry, its place or its proof was changed.",
  forked:
    "The log's key signed two trees that cannot both be: the checkpoint that you kept, and the receipt's. Show both to whoever is responsible.",
  "not-included": "Not included: the log's tiles do not lead from this entry to the checkpoint that you kept.",
};

/** Lines of a proof are longer than any screen: they break within it. */
const proofText = "field-sizing-fixed font-mono text-xs break-all";

/** Checks a kept receipt against a kept checkpoint, with nothing of the portal's but hash tiles. */
export function VerifyScreen() {
  const [verdict, setVerdict] = useState<Verdict | "unavailable" | null>(null);
  const [isBusy, setBusy] = useState(false);
  const keptHere = useKeptHere();
  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    setBusy(true);
    setVerdict(null);
    const kept = { key: text("key"), checkpoint: text("checkpoint"), receipt: text("receipt") };
    const answer = await verifyInBrowser(kept, fetchTile).catch(() => "unavailable" as const);
    setVerdict(answer);
    // Only what was seen to be signed: the next receipt is then held against what this browser kept, not what it is told.
    if (answer !== "unavailable" && answer.holds && text("keep") === "on") keepHere(kept);
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      className="grid w-full max-w-3xl grid-cols-1 content-start gap-5 p-4 sm:p-6"
    >
      <p className="text-muted">
        Everything is computed in this browser. The portal is asked for hashes alone: what they must lead to is the
        checkpoint that you kept.
      </p>
      <Field label="Public key of the log" hint="As you were given it, not as the portal shows it today.">
        {(wiring) => (
          <Textarea
            {...wiring}
            name="key"
            rows={2}
            required
            defaultValue={keptHere.key}
            spellCheck={false}
            className={proofText}
          />
        )}
      </Field>
      <Field label="Checkpoint that you kept">
        {(wiring) => (
          <Textarea
            {...wiring}
            name="checkpoint"
            rows={5}
            required
            defaultValue={keptHere.checkpoint}
            spellCheck={false}
            className={proofText}
          />
        )}
      </Field>
      <Field label="Receipt" hint="The text of a .tlog-proof file.">
        {(wiring) => <Textarea {...wiring} name="receipt" rows={7} required spellCheck={false} className={proofText} />}
      </Field>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={isBusy}>
          {isBusy ? "Verifying" : "Verify"}
        </Button>
        <Checkbox name="keep" label="Keep the key and the checkpoint in this browser" />
      </div>
      <div aria-live="polite">{verdict === null ? null : <Outcome verdict={verdict} />}</div>
    </form>
  );
}

function Outcome({ verdict }: { verdict: Verdict | "unavailable" }) {
  if (verdict === "unavailable")
    return <Banner kind="attention">The tiles could not be read, so nothing was proved either way.</Banner>;
  if (!verdict.holds)
    return (
      <Banner kind="red">
        {whyWords[verdict.why]} {verdict.why === "not-included" ? whereWords(verdict.where) : null}
      </Banner>
    );
  return (
    <div className="grid gap-3">
      <Banner kind="note">
        Included: entry {verdict.index} of {verdict.size}, proved from {verdict.tiles}{" "}
        {verdict.tiles === 1 ? "tile" : "tiles"}.
      </Banner>
      <pre className="overflow-x-auto rounded-md bg-sunken p-3 text-xs whitespace-pre-wrap">{verdict.entry}</pre>
    </div>
  );
}

const whereWords = ({ first, last, tiles }: Where): string => {
  const entries = first === last ? `entry ${first}` : `entries ${first} to ${last}`;
  return `What is not as it was: the hashes over ${entries}, served today as ${tiles.join(", ")}.`;
};

async function fetchTile(path: string): Promise<Uint8Array> {
  const response = await fetch(`/api/log/${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
