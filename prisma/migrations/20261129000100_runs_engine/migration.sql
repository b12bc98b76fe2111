-- One call for up to ten people. Each has an attempt of its own: one paid call, one hold.
CREATE TABLE "bulk_call" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "api_key_id" TEXT,
    "run_id" TEXT,
    "state" TEXT NOT NULL,
    "request_id" TEXT,
    "response_status" INTEGER,
    "error_code" TEXT,
    "requested" INTEGER NOT NULL,
    "billed" INTEGER,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),
    "sender" TEXT NOT NULL,

    CONSTRAINT "bulk_call_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "attempt" ADD COLUMN "bulk_call_id" TEXT,
ADD COLUMN "position" INTEGER;

CREATE INDEX "bulk_call_workspace_id_sent_at_idx" ON "bulk_call"("workspace_id", "sent_at");
CREATE INDEX "bulk_call_run_id_idx" ON "bulk_call"("run_id");
CREATE INDEX "attempt_bulk_call_id_position_idx" ON "attempt"("bulk_call_id", "position");

ALTER TABLE "bulk_call" ADD CONSTRAINT "bulk_call_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_bulk_call_id_fkey" FOREIGN KEY ("bulk_call_id") REFERENCES "bulk_call"("id") ON DELETE SET NULL ON UPDATE CASCADE;
