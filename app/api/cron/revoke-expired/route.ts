import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { defineCron } from "#server/define-cron.ts";

const handler = defineCron(reconcileDue);

export { handler as GET, handler as POST };
