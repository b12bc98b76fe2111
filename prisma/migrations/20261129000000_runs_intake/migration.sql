-- Runs: files that were uploaded, with their rows and what each is taken for.
CREATE TABLE "run" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'csv',
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "stop_reason" TEXT,
    "options" JSONB NOT NULL DEFAULT '{}',
    "format" JSONB,
    "header" JSONB NOT NULL DEFAULT '[]',
    "mapping" JSONB NOT NULL DEFAULT '[]',
    "rows" INTEGER NOT NULL DEFAULT 0,
    "credit_ceiling" DECIMAL(14,4),
    "failures_max" INTEGER NOT NULL DEFAULT 20,
    "row_limit" INTEGER,
    "is_refresh" BOOLEAN NOT NULL DEFAULT false,
    "list_id" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "run_row" (
    "run_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "flaw" TEXT,
    "identity" JSONB,
    "identity_key" TEXT,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "lookup_id" TEXT,
    "person_id" TEXT,

    CONSTRAINT "run_row_pkey" PRIMARY KEY ("run_id", "number")
);

CREATE TABLE "run_chunk" (
    "run_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "run_chunk_pkey" PRIMARY KEY ("run_id", "position")
);

CREATE TABLE "run_mapping" (
    "workspace_id" TEXT NOT NULL,
    "header_digest" BYTEA NOT NULL,
    "parameters" JSONB NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "run_mapping_pkey" PRIMARY KEY ("workspace_id", "header_digest")
);

CREATE INDEX "run_workspace_id_created_at_id_idx" ON "run"("workspace_id", "created_at", "id");
CREATE INDEX "run_workspace_id_user_id_created_at_id_idx" ON "run"("workspace_id", "user_id", "created_at", "id");
CREATE INDEX "run_row_run_id_state_number_idx" ON "run_row"("run_id", "state", "number");

ALTER TABLE "run" ADD CONSTRAINT "run_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run" ADD CONSTRAINT "run_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "run_row" ADD CONSTRAINT "run_row_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run_row" ADD CONSTRAINT "run_row_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "run_chunk" ADD CONSTRAINT "run_chunk_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run_mapping" ADD CONSTRAINT "run_mapping_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A person's rows, for an erasure and for records that are merged; most rows have nobody.
CREATE INDEX "run_row_person" ON "run_row"("person_id") WHERE "person_id" IS NOT NULL;

-- Written once, read once or twice: compressing them would cost more than it spares.
ALTER TABLE "run_chunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
