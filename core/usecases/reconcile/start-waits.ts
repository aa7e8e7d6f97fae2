/**
 * A scheduled grant cannot be judged, or not be given, now: it stays as it is and is tried again until its window closes (domain
 * rule 13). Nothing was asked of the target.
 */
export class StartWaits extends Error {
  override readonly name = "StartWaits";
}
