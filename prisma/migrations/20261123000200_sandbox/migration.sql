-- CreateTable
CREATE TABLE "sandbox_team" (
    "id" TEXT NOT NULL,
    "key_digest" BYTEA NOT NULL,
    "name" TEXT NOT NULL,
    "workspace_id" TEXT,
    "scopes" TEXT[],
    "credit_limit" DECIMAL(14,4) NOT NULL,
    "credits_used" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "cycle_started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_window" (
    "team_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "minute_opened_at" TIMESTAMPTZ(3) NOT NULL,
    "minute_used" INTEGER NOT NULL,
    "hour_opened_at" TIMESTAMPTZ(3) NOT NULL,
    "hour_used" INTEGER NOT NULL,
    "day_opened_at" TIMESTAMPTZ(3) NOT NULL,
    "day_used" INTEGER NOT NULL,

    CONSTRAINT "sandbox_window_pkey" PRIMARY KEY ("team_id","endpoint")
);

-- CreateTable
CREATE TABLE "sandbox_request" (
    "id" BIGSERIAL NOT NULL,
    "team_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "request_id" BIGINT,
    "asked" JSONB NOT NULL,
    "person_ids" TEXT[],
    "status" INTEGER NOT NULL,
    "fault" TEXT,
    "credits" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "duration_ms" DOUBLE PRECISION,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_enrichment" (
    "request_id" BIGINT NOT NULL,
    "team_id" TEXT NOT NULL,
    "call_id" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "person_ids" TEXT[],
    "result" TEXT NOT NULL,
    "ready_at" TIMESTAMPTZ(3) NOT NULL,
    "credits_due" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "billed_at" TIMESTAMPTZ(3),
    "webhook_status" TEXT NOT NULL DEFAULT 'in_progress',
    "last_dispatched_at" TIMESTAMPTZ(3),
    "failure_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_enrichment_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "sandbox_callback" (
    "id" BIGSERIAL NOT NULL,
    "request_id" BIGINT NOT NULL,
    "webhook_url" TEXT,
    "body" TEXT NOT NULL,
    "is_dropped" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_callback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_switch" (
    "id" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_switch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sandbox_team_key_digest_key" ON "sandbox_team"("key_digest");

-- CreateIndex
CREATE INDEX "sandbox_request_team_id_id_idx" ON "sandbox_request"("team_id", "id");

-- CreateIndex
CREATE INDEX "sandbox_request_received_at_idx" ON "sandbox_request"("received_at");

-- CreateIndex
CREATE INDEX "sandbox_enrichment_team_id_ready_at_idx" ON "sandbox_enrichment"("team_id", "ready_at");

-- CreateIndex
CREATE INDEX "sandbox_enrichment_created_at_idx" ON "sandbox_enrichment"("created_at");

-- CreateIndex
CREATE INDEX "sandbox_callback_due_at_idx" ON "sandbox_callback"("due_at");

-- CreateIndex
CREATE INDEX "sandbox_callback_request_id_idx" ON "sandbox_callback"("request_id");

-- AddForeignKey
ALTER TABLE "sandbox_window" ADD CONSTRAINT "sandbox_window_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "sandbox_team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sandbox_request" ADD CONSTRAINT "sandbox_request_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "sandbox_team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sandbox_enrichment" ADD CONSTRAINT "sandbox_enrichment_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "sandbox_team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sandbox_callback" ADD CONSTRAINT "sandbox_callback_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "sandbox_enrichment"("request_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.
ALTER TABLE "sandbox_team"
  ADD CONSTRAINT "sandbox_team_key_digest" CHECK (octet_length("key_digest") = 32),
  ADD CONSTRAINT "sandbox_team_credit_limit" CHECK ("credit_limit" >= 0);

ALTER TABLE "sandbox_enrichment"
  ADD CONSTRAINT "sandbox_enrichment_webhook_status" CHECK ("webhook_status" IN ('in_progress', 'success', 'failed'));

ALTER TABLE "sandbox_callback"
  ADD CONSTRAINT "sandbox_callback_state" CHECK ("state" IN ('pending', 'delivered', 'failed'));
