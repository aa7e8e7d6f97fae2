import { checkEventRows } from "#cli/pack/check-event-rows.ts";
import { checkManifest } from "#cli/pack/check-manifest.ts";
import { checkPolicies, type PolicyTexts } from "#cli/pack/check-policies.ts";
import { checkReceipts } from "#cli/pack/check-receipts.ts";
import { checkTopics, checkToldRows } from "#cli/pack/check-told-rows.ts";
import type { PackFolder } from "#cli/pack/pack-folder.ts";
import { openLog } from "#cli/pack/pack-log.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import type { Finding } from "#cli/verify/finding.ts";
import type { Checkpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { longestNote } from "#core/domain/audit/tree/signed-note.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

/**
 * What an evidence pack says beside its log, held against it. `files` are the log's, which must have been found to hold: what is
 * checked here is believed for its sake. Answers in sentences what was checked, and what nobody can check.
 */
export function checkPack(
  pack: PackFolder,
  files: ExportFiles,
  checkpoint: Checkpoint,
  key: VerifierKey,
  add: (finding: Finding) => void,
): readonly string[] {
  const note = files.read("checkpoint", longestNote);
  if (typeof note === "string") return [];
  const part = checkManifest(pack, note, add);
  if (part === undefined) return [];
  const log = openLog(files, checkpoint);
  const rows = checkEventRows(pack, log, part, add);
  checkTopics(pack, rows, add);
  const texts = checkPolicies(pack, log, rows, add);
  const receipts = checkReceipts(pack, log, rows, key, add);
  const isWhole = part.from === null && part.to === null;
  const told = isWhole ? checkToldRows(pack, rows, add) : undefined;
  return [
    `${rows.lines.size} rows of events say what the log says, and ${receipts} receipts prove their entries.`,
    told === undefined
      ? "This pack is of a part of the record: rows of requests, grants and revocations reach beyond it and were not told again."
      : `${told.requests} requests, ${told.grants} grants and ${told.revocations} revocations were told again from them, and are the same.`,
    ...(told === undefined || told.unverified === 0
      ? []
      : [
          `${told.unverified} of the revocations ${told.unverified === 1 ? "was" : "were"} never proved: no target confirmed that the access was gone.`,
        ]),
    ...(told === undefined || told.provedLater === 0
      ? []
      : [
          `${told.provedLater} of the revocations ${told.provedLater === 1 ? "was" : "were"} accepted unproved first: proved only since the goneAt of their rows.`,
        ]),
    ...(rows.erased === 0
      ? []
      : [`${rows.erased} personal values were erased since: what those rows say in their place is not proved.`]),
    ...policiesTold(texts),
    "Not proved by the log: what index.html and controls.json explain.",
  ];
}

const policiesTold = ({ covered, uncovered }: PolicyTexts): readonly string[] => [
  ...(covered === 0 ? [] : [`${covered} policy ${covered === 1 ? "text is" : "texts are"} what the log put in force.`]),
  ...(uncovered.length === 0
    ? []
    : [`Not covered: the wording of policy ${uncovered.join(", ")}, from before the log had a digest of it.`]),
];
