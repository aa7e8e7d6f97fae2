/** What a target offers, as its connector found it. */
export interface Found {
  readonly resource: string;
  readonly action: string;
  readonly description: string;
  readonly mapping: Readonly<Record<string, unknown>>;
}
export interface GroupOption {
  readonly id: string;
  readonly name: string;
}
