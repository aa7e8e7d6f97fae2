import { z } from "zod";
import { noInput } from "#core/domain/no-input.ts";
import { noticeKinds } from "#core/domain/notice/notice.ts";
import { outsideChannels } from "#core/domain/notice/preference.ts";
import { setPreferencesInput } from "#core/domain/notice/preference-input.ts";
import { readPreferences } from "#core/usecases/notify/read-preferences.ts";
import { setPreferences } from "#core/usecases/notify/set-preferences.ts";
import { defineOperation } from "#server/api/operation.ts";

const minute = z.int().min(0).max(1439).describe("Minutes after midnight in one's own zone");

export const readPreferencesOperation = defineOperation({
  id: "readPreferences",
  method: "GET",
  path: "/me/preferences",
  summary: "What the caller is told outside the portal, and when",
  scope: "request:read",
  roles: ["anyone"],
  input: noInput,
  output: z.object({
    channels: z.array(z.enum(outsideChannels)).describe("Those that this portal has"),
    kinds: z.array(z.enum(noticeKinds)).describe("Those that can be switched off"),
    silenced: z.array(z.string()).describe("Each a channel and a kind"),
    quiet: z.object({ from: minute, until: minute }).nullable(),
  }),
  useCase: readPreferences,
  refusals: [],
  example: {
    input: {},
    output: {
      channels: ["email"],
      kinds: ["requestToDecide", "requestDecided"],
      silenced: ["email requestDecided"],
      quiet: { from: 1320, until: 420 },
    },
  },
});

export const setPreferencesOperation = defineOperation({
  id: "setPreferences",
  method: "POST",
  path: "/me/preferences",
  summary:
    "Say what one is not told outside the portal, and when; the inbox has everything, and alarms cannot be silenced",
  scope: "request:write",
  roles: ["anyone"],
  input: setPreferencesInput,
  output: z.null(),
  useCase: setPreferences,
  refusals: ["busy"],
  example: { input: { silenced: ["email requestDecided"], quiet: { from: 1320, until: 420 } }, output: null },
});
