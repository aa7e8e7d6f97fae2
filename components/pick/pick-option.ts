export interface PickOption {
  readonly id: string;
  readonly name: string;
  readonly detail?: string | undefined;
}
