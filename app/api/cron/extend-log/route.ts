import { extendLog } from "#core/usecases/log/extend-log.ts";
import { defineCron } from "#server/define-cron.ts";

const handler = defineCron(extendLog);

export { handler as GET, handler as POST };
