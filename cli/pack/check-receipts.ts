import type { EventRows } from "#cli/pack/check-event-rows.ts";
import type { PackFolder } from "#cli/pack/pack-folder.ts";
import type { PackLog } from "#cli/pack/pack-log.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { hasher } from "#cli/verify/hasher.ts";
import { verifyEd25519 } from "#cli/verify/verify-ed25519.ts";
import { checkReceipt } from "#core/domain/audit/tree/check-receipt.ts";
import { equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import type { SignatureClaim, Verifier } from "#core/domain/audit/tree/open-note.ts";
import { longestNote } from "#core/domain/audit/tree/signed-note.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { receiptKinds } from "#core/domain/evidence/topics.ts";

/** That each decision, grant and revocation of the rows has its receipt, which proves it by itself: how many there are. */
export function checkReceipts(
  pack: PackFolder,
  log: PackLog,
  { kinds }: EventRows,
  key: VerifierKey,
  add: (finding: Finding) => void,
): number {
  const wanted: ReadonlySet<string> = new Set(receiptKinds);
  const verify = rememberLast(verifyEd25519);
  let count = 0;
  for (const [index, kind] of kinds) {
    if (!wanted.has(kind)) continue;
    count += 1;
    const entry = log.entry(index);
    const { position } = JSON.parse(new TextDecoder().decode(entry)) as { readonly position: string };
    const path = `receipts/${kind}/${position}.tlog-proof`;
    const bytes = pack.read(path, longestNote);
    const checked = typeof bytes === "string" ? undefined : checkReceipt(bytes, key, verify, entry, hasher);
    const holds =
      checked?.ok === true &&
      checked.value.index === index &&
      checked.value.checkpoint.size === log.checkpoint.size &&
      equalBytes(checked.value.checkpoint.root, log.checkpoint.root);
    if (!holds) add({ path, message: bytes === "missing" ? "is missing" : `does not prove entry ${index}` });
  }
  return count;
}

/**
 * The receipts of a pack carry one checkpoint, and its signature costs more than all else of a receipt: of equal claims in a
 * row the first is verified.
 */
function rememberLast(verify: Verifier): Verifier {
  let last: { readonly claim: SignatureClaim; readonly holds: boolean } | undefined;
  return (claim) => {
    if (last === undefined || !isSame(last.claim, claim)) last = { claim, holds: verify(claim) };
    return last.holds;
  };
}

const isSame = (one: SignatureClaim, other: SignatureClaim): boolean =>
  equalBytes(one.publicKey, other.publicKey) &&
  equalBytes(one.message, other.message) &&
  equalBytes(one.signature, other.signature);
