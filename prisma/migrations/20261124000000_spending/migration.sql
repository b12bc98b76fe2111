-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "decided_at" TIMESTAMPTZ(3),
ADD COLUMN     "decided_by_id" TEXT,
ADD COLUMN     "decision" TEXT,
ADD COLUMN     "linked_attempt_id" TEXT,
ADD COLUMN     "poll_at" TIMESTAMPTZ(3),
ADD COLUMN     "polls" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "resolution" TEXT,
ADD COLUMN     "send_after" TIMESTAMPTZ(3),
ADD COLUMN     "sender" TEXT,
ADD COLUMN     "sends" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "via" TEXT NOT NULL DEFAULT 'webhook';

-- AlterTable
ALTER TABLE "ledger_entry" ADD COLUMN     "period_ids" TEXT[];

-- AlterTable
ALTER TABLE "lookup" ADD COLUMN     "answered_from" TEXT NOT NULL DEFAULT 'provider',
ADD COLUMN     "credits_saved" DECIMAL(14,4) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "fresh_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "waterfall_email_ceiling" DECIMAL(14,4) NOT NULL DEFAULT 5,
ADD COLUMN     "waterfall_phone_ceiling" DECIMAL(14,4) NOT NULL DEFAULT 25;

-- CreateTable
CREATE TABLE "budget" (
    "workspace_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "credit_limit" DECIMAL(14,4),
    "reset_day" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("workspace_id","scope")
);

-- CreateTable
CREATE TABLE "budget_period" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "credit_limit" DECIMAL(14,4),
    "cap" DECIMAL(14,4),
    "held" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "spent" DECIMAL(14,4) NOT NULL DEFAULT 0,

    CONSTRAINT "budget_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_pause" (
    "api_key_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "paused_until" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "provider_pause_pkey" PRIMARY KEY ("api_key_id","endpoint")
);

-- CreateTable
CREATE TABLE "instance_pulse" (
    "id" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "instance_pulse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "api_key_id" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cycle_start" TEXT,
    "provider_used" DECIMAL(14,4) NOT NULL,
    "ledger_used" DECIMAL(14,4) NOT NULL,
    "drift" DECIMAL(14,4) NOT NULL,
    "unknowns" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL,

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_identity" (
    "workspace_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,

    CONSTRAINT "person_identity_pkey" PRIMARY KEY ("workspace_id","kind","value","person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "budget_period_workspace_id_scope_starts_at_key" ON "budget_period"("workspace_id", "scope", "starts_at");

-- CreateIndex
CREATE INDEX "reconciliation_workspace_id_taken_at_idx" ON "reconciliation"("workspace_id", "taken_at");

-- CreateIndex
CREATE INDEX "reconciliation_api_key_id_taken_at_idx" ON "reconciliation"("api_key_id", "taken_at");

-- CreateIndex
CREATE INDEX "person_identity_person_id_idx" ON "person_identity"("person_id");

-- CreateIndex
CREATE INDEX "attempt_workspace_id_returned_apollo_id_settled_at_idx" ON "attempt"("workspace_id", "returned_apollo_id", "settled_at");

-- CreateIndex
CREATE INDEX "attempt_poll_at_idx" ON "attempt"("poll_at");

-- CreateIndex
CREATE INDEX "attempt_linked_attempt_id_idx" ON "attempt"("linked_attempt_id");

-- AddForeignKey
ALTER TABLE "budget" ADD CONSTRAINT "budget_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget_period" ADD CONSTRAINT "budget_period_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provider_pause" ADD CONSTRAINT "provider_pause_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reconciliation" ADD CONSTRAINT "reconciliation_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_identity" ADD CONSTRAINT "person_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Identical lookups under way share one attempt: the second insert finds the first.
UPDATE "attempt" a SET "identity" = a."identity" || ' ' || a."id"
 WHERE a."settled_at" IS NULL AND EXISTS (
   SELECT FROM "attempt" b WHERE b."workspace_id" = a."workspace_id" AND b."identity" = a."identity"
      AND b."settled_at" IS NULL AND b."id" > a."id");
CREATE UNIQUE INDEX "attempt_in_flight" ON "attempt"("workspace_id", "identity") WHERE "settled_at" IS NULL;

-- For every budget, at every commit: 0 <= held, 0 <= spent, held + spent <= cap.
ALTER TABLE "budget_period"
  ADD CONSTRAINT "budget_period_held_spent" CHECK ("held" >= 0 AND "spent" >= 0),
  ADD CONSTRAINT "budget_period_within_cap" CHECK ("cap" IS NULL OR "held" + "spent" <= "cap"),
  ADD CONSTRAINT "budget_period_cap" CHECK (("cap" IS NULL) = ("credit_limit" IS NULL) AND "cap" >= "credit_limit"),
  ADD CONSTRAINT "budget_period_length" CHECK ("ends_at" > "starts_at");

-- The ledger is only ever added to.
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger_entry is append-only';
END $$;
CREATE TRIGGER "ledger_entry_append_only" BEFORE UPDATE OR DELETE ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();

-- People of earlier lookups can be asked for by every name that is known of them.
INSERT INTO "person_identity" ("workspace_id", "kind", "value", "person_id")
SELECT "workspace_id", 'apollo', "apollo_id", "id" FROM "person"
UNION SELECT "workspace_id", 'linkedin', lower("linkedin_slug"), "id" FROM "person" WHERE "linkedin_slug" IS NOT NULL
UNION SELECT "workspace_id", 'name_domain', lower("full_name") || '@' || lower("company_domain"), "id"
        FROM "person" WHERE "company_domain" IS NOT NULL
UNION SELECT "workspace_id", 'email', lower("address"), "person_id" FROM "person_email"
UNION SELECT "workspace_id", 'md5', md5(lower("address")), "person_id" FROM "person_email"
UNION SELECT "workspace_id", 'sha256', encode(sha256(convert_to(lower("address"), 'UTF8')), 'hex'), "person_id" FROM "person_email";
