-- A run that is carried out: what is left of the provider's window, and which rows a lookup speaks of.
ALTER TABLE "run" ADD COLUMN "undone_at" TIMESTAMPTZ(3);

CREATE TABLE "rate_window" (
    "api_key_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "used" INTEGER NOT NULL,
    "call_limit" INTEGER NOT NULL,

    CONSTRAINT "rate_window_pkey" PRIMARY KEY ("api_key_id", "endpoint")
);

CREATE INDEX "run_row_lookup_id_idx" ON "run_row"("lookup_id");

ALTER TABLE "rate_window" ADD CONSTRAINT "rate_window_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;
