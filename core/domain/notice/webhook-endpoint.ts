import type { WebhookEndpointId } from "#core/domain/ids.ts";

/** Where notices are posted as signed webhooks. Changed through a review, like everything that carries news out of the portal. */
export interface WebhookEndpoint {
  readonly id: WebhookEndpointId;
  readonly version: number;
  readonly name: string;
  readonly url: string;
  readonly sealedSecret: string;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}
