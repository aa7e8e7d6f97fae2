/** Hashes in a full tile, and entries in a full bundle (C2SP tlog-tiles). */
export const tileWidth = 256;

/** A tile of hashes at a level (0 holds leaf hashes), or a bundle of entries. Width 256 is a full one. */
export interface TileAddress {
  readonly level: number | "entries";
  readonly index: number;
  readonly width: number;
}

/** The path of C2SP tlog-tiles: `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]`, N as in `x001/x234/067`. */
export function tilePath({ level, index, width }: TileAddress): string {
  const groups = [String(index % 1_000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1_000); rest > 0; rest = Math.floor(rest / 1_000)) {
    groups.unshift(`x${String(rest % 1_000).padStart(3, "0")}`);
  }
  return `tile/${level}/${groups.join("/")}${width === tileWidth ? "" : `.p/${width}`}`;
}

/** The address that has exactly this path, or undefined: no second spelling of one tile is accepted. */
export function parseTilePath(path: string): TileAddress | undefined {
  const parts = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  const [, level, groups, width] = parts ?? [];
  if (level === undefined || groups === undefined) return undefined;
  const address: TileAddress = {
    level: level === "entries" ? "entries" : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, "")),
    width: width === undefined ? tileWidth : Number(width),
  };
  const possible =
    (address.level === "entries" || address.level <= 63) &&
    Number.isSafeInteger(address.index) &&
    (width === undefined || (address.width >= 1 && address.width < tileWidth));
  // Rewriting it catches leading zeroes in a level or a width, and a padded index such as x000/001.
  return possible && tilePath(address) === path ? address : undefined;
}

/** How many hashes (or entries) a tree of this size has at a tile level, full tiles and partial one together. */
export const hashesAtLevel = (level: number | "entries", size: number): number =>
  level === "entries" ? size : Math.floor(size / tileWidth ** level);

/** The tile as a tree of this size has it, full or partial; undefined where the tree does not reach it. */
export function tileAt(level: number | "entries", index: number, size: number): TileAddress | undefined {
  const width = Math.min(tileWidth, hashesAtLevel(level, size) - index * tileWidth);
  return width > 0 ? { level, index, width } : undefined;
}

/** The partial tiles on the right edge of a tree of this size, from the leaves up. */
export function edgeTiles(size: number): TileAddress[] {
  const tiles: TileAddress[] = [];
  for (let level = 0; hashesAtLevel(level, size) > 0; level += 1) {
    const count = hashesAtLevel(level, size);
    const width = count % tileWidth;
    if (width > 0) tiles.push({ level, index: Math.floor(count / tileWidth), width });
  }
  return tiles;
}
