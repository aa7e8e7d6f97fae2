import { receiptKinds } from "#core/domain/evidence/topics.ts";
import type { ExportEvidenceInput } from "#core/domain/evidence/evidence-input.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import type { LogPart } from "#core/ports/evidence.ts";
import type { PublishedCheckpoint } from "#core/ports/log.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { type EvidenceFile, wholeFile } from "#core/usecases/evidence/evidence-file.ts";
import { logFileCount, logFiles, receiptFiles } from "#core/usecases/evidence/evidence-proofs.ts";
import { evidenceRows } from "#core/usecases/evidence/evidence-rows.ts";

export interface EvidencePack {
  readonly checkpoint: PublishedCheckpoint;
  readonly part: LogPart;
  /** Always the same files in the same order for the same checkpoint and part. */
  readonly files: AsyncIterable<EvidenceFile>;
}

/** What a zip without extensions can name. */
const mostFiles = 60_000;

/**
 * The record as one checkpoint covers it, with what proves it, for auditors. Everything in it is told from the leaves below
 * that checkpoint, so the same checkpoint gives the same pack however much happened since. Recorded before it leaves.
 */
export const exportEvidence: UseCase<
  ExportEvidenceInput,
  EvidencePack,
  "not_allowed" | "not_found" | "too_large"
> = async (core, caller, { size, from, to }) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  const checkpoint = size === undefined ? await core.log.latest() : await core.evidence.checkpoint(size);
  if (!checkpoint) return refuse("not_found");
  const part: LogPart = { size: checkpoint.size, from: startOf(from, 0), to: startOf(to, 1) };
  const files = (await core.evidence.count(part, receiptKinds)) + logFileCount(checkpoint.size);
  if (files > mostFiles) return refuse("too_large");
  await recordReading(core, caller, "auditExported", JSON.stringify({ evidence: checkpoint.size, from, to }));
  return ok({ checkpoint, part, files: filesOf(core, part, checkpoint) });
};

const startOf = (day: string | undefined, later: number): Date | null =>
  day === undefined ? null : new Date(Date.parse(`${day}T00:00:00.000Z`) + later * 24 * 3_600_000);

async function* filesOf(core: Core, part: LogPart, checkpoint: PublishedCheckpoint): AsyncGenerator<EvidenceFile> {
  yield* evidenceRows(core, part);
  yield* policyFiles(core, part);
  yield* receiptFiles(core, part, checkpoint);
  yield* logFiles(core, checkpoint);
}

/** Every policy version up to the last that the log says came into force: also those of before the part, which decided then. */
async function* policyFiles(core: Core, { size }: LogPart): AsyncGenerator<EvidenceFile> {
  const inForce = ["policyActivated", "policyRecovered"] as const;
  const activated = await core.evidence.events({ size, from: null, to: null }, inForce, 0, 100_000);
  const numbers = activated.map(({ event }) => event.data["number"]).filter((number) => typeof number === "number");
  const newest = Math.max(1, ...numbers);
  const versions = (await core.policies.versions()).filter(({ number }) => number <= newest);
  for (const { number, document } of versions.toReversed()) yield wholeFile(`policy/${number}.yaml`, document);
}
