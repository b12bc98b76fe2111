-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "odd_cost" TEXT,
ADD COLUMN     "polled_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "webhook_probe" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "app_url" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "body_sha256" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "arrived_at" TIMESTAMPTZ(3),
    "is_whole" BOOLEAN,
    "finished_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "findings" JSONB,
    "duration_ms" INTEGER,

    CONSTRAINT "webhook_probe_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "webhook_probe_token_hash_key" ON "webhook_probe"("token_hash");

-- CreateIndex
CREATE INDEX "webhook_probe_app_url_finished_at_idx" ON "webhook_probe"("app_url", "finished_at");

-- CreateIndex
CREATE INDEX "webhook_probe_workspace_id_idx" ON "webhook_probe"("workspace_id");

-- AddForeignKey
ALTER TABLE "webhook_probe" ADD CONSTRAINT "webhook_probe_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- When a workspace's results were last asked for, and which of its lookups carry a cost that cannot be: both are few.
CREATE INDEX "attempt_polled" ON "attempt"("workspace_id", "polled_at") WHERE "polled_at" IS NOT NULL;
CREATE INDEX "attempt_odd_cost" ON "attempt"("workspace_id", "created_at", "id") WHERE "odd_cost" IS NOT NULL;
