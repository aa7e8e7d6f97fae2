import { eraseDue } from "#core/usecases/erasure/erase-due.ts";
import { sweepKept } from "#core/usecases/retention/sweep-kept.ts";
import { defineCron } from "#server/define-cron.ts";

const handler = defineCron(async (core, actor) => ({
  ...(await eraseDue(core, actor)),
  ...(await sweepKept(core, actor)),
}));

export { handler as GET, handler as POST };
