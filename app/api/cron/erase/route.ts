import { eraseDue } from "#core/usecases/erasure/erase-due.ts";
import { defineCron } from "#server/define-cron.ts";

const handler = defineCron(eraseDue);

export { handler as GET, handler as POST };
