-- DropTable
DROP TABLE "WebhookEndpoint";
