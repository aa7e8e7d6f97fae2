export interface PaletteEntry {
  id: string;
  /** Heading it stands under: "Ask again", "People", "Entitlements". */
  group: string;
  label: string;
  detail?: string | undefined;
  href: string;
  /** Further words it is found by. */
  keywords?: readonly string[] | undefined;
}

/** Answers in the order of fitness; the palette does not sort or filter what it brings. */
export type PaletteSearch = (query: string) => Promise<readonly PaletteEntry[]>;
