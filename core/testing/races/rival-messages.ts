import type { PersonId, SessionId } from "#core/domain/ids.ts";
import type { RivalMoves } from "./rival-moves.ts";

export type ToRival =
  | {
      readonly kind: "prepare";
      readonly round: number;
      readonly move: keyof RivalMoves;
      readonly by: { readonly personId: PersonId; readonly sessionId: SessionId | null };
      readonly input: unknown;
    }
  | { readonly kind: "go"; readonly round: number };

export type FromRival =
  | { readonly kind: "open" }
  | { readonly kind: "ready" | "going"; readonly round: number }
  | { readonly kind: "done"; readonly round: number; readonly ok: boolean }
  | { readonly kind: "failed"; readonly round: number; readonly why: string };
