import { terminate } from "./end-sessions.ts";
import { ownCalls } from "./fence.ts";
import { leftBehind } from "./left-behind.ts";
import { reading } from "./role-state.ts";

/** What each connection prepares before it is used: the statements of every removal and every reading. */
export const preparations: readonly string[] = [ownCalls, reading, leftBehind, terminate].map(({ prepare }) => prepare);
