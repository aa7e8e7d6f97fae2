import { serveSlackInteraction } from "#server/chat/serve-slack-interaction.ts";

export const POST = serveSlackInteraction;
