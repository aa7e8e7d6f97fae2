import { tellDue } from "#core/usecases/notify/tell-due.ts";
import { defineCron } from "#server/define-cron.ts";

const handler = defineCron(tellDue);

export { handler as GET, handler as POST };
