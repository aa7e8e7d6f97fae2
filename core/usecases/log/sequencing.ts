import type { TreeEdge } from "#core/domain/audit/tree/tree-edge.ts";

/** What a sequencer keeps between rounds: its lease, and the edge of the tree that it alone extends. */
export interface Sequencing {
  readonly fence: number;
  readonly edge: TreeEdge;
  /** Every witness was compared with since the lease was taken: from then on one that is silent does not stop the log. */
  compared: boolean;
  /** The size of the newest checkpoint. */
  signed: number;
}
