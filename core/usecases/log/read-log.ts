import { formatVerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { hashesAtLevel, type TileAddress, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";

/** The newest checkpoint as a signed note. Hashes say nothing of anybody: for everyone who is somebody here. */
export const readCheckpoint = async (core: Core): Promise<Result<string, "not_found">> => {
  const latest = await core.log.latest();
  return latest ? ok(latest.note) : refuse("not_found");
};

/** The public keys, one a line: those that sign now, the current one first, then those that did once. */
export const readLogKeys = (core: Core): string =>
  [...core.logKey.signing, ...core.logKey.retired].map((key) => `${formatVerifierKey(key)}\n`).join("");

/** A tile of hashes, as far as a published checkpoint covers it. */
export const readHashTile = async (core: Core, address: TileAddress): Promise<Result<Uint8Array, "not_found">> => {
  const latest = await core.log.latest();
  const count = hashesAtLevel(address.level, latest?.size ?? 0);
  if (address.index * tileWidth + address.width > count) return refuse("not_found");
  const bytes = await core.log.tile(address);
  return bytes ? ok(bytes) : refuse("not_found");
};

/** A bundle of entries, for auditors: what happened, with commitments in the place of persons and words. Recorded. */
export const readEntryBundle: UseCase<TileAddress, Uint8Array, "not_allowed" | "not_found"> = async (
  core,
  caller,
  address,
) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  const bundle = await readHashTile(core, address);
  if (bundle.ok) await recordReading(core, caller, "auditExported", "log entries");
  return bundle;
};
