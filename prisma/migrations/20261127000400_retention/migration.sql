-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "answer_removed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "body_removed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "phone_reveal" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "phone_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT,
    "revealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "phone_reveal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention_rule" (
    "scope" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "updated_by_id" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_rule_pkey" PRIMARY KEY ("scope","rule")
);

-- CreateTable
CREATE TABLE "retention_run" (
    "id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "requested_by_id" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "claims" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "finished_rules" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "removed" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "retention_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "phone_reveal_phone_id_user_id_revealed_at_idx" ON "phone_reveal"("phone_id", "user_id", "revealed_at");

-- CreateIndex
CREATE INDEX "phone_reveal_workspace_id_revealed_at_idx" ON "phone_reveal"("workspace_id", "revealed_at");

-- CreateIndex
CREATE INDEX "retention_run_scope_requested_at_idx" ON "retention_run"("scope", "requested_at");

-- AddForeignKey
ALTER TABLE "phone_reveal" ADD CONSTRAINT "phone_reveal_phone_id_fkey" FOREIGN KEY ("phone_id") REFERENCES "person_phone"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "phone_reveal" ADD CONSTRAINT "phone_reveal_reason" CHECK ("reason" IN ('asked_us', 'consent', 'customer', 'check_record', 'other'));
ALTER TABLE "retention_rule" ADD CONSTRAINT "retention_rule_days" CHECK ("days" BETWEEN 1 AND 3650);

-- Whoever asks for a run while one is under way, joins it.
CREATE UNIQUE INDEX "retention_run_unfinished" ON "retention_run"("scope") WHERE "finished_at" IS NULL;

-- What can still go, oldest first: a night's work does not grow with what went before.
CREATE INDEX "delivery_with_body" ON "delivery"("workspace_id", "received_at") WHERE "body_removed_at" IS NULL;
CREATE INDEX "attempt_with_answer" ON "attempt"("workspace_id", "answered_at")
  WHERE "answered_at" IS NOT NULL AND "answer_removed_at" IS NULL;

-- A body that went is gone, and says so.
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_removed_body" CHECK ("body_removed_at" IS NULL OR "body" = ''::bytea);

-- Search is an oracle: whoever may not read a do-not-call number must not find it digit by digit either.
DO $$
DECLARE listed record;
BEGIN
  FOR listed IN
    SELECT person_id, regexp_replace(number, '\D', '', 'g') AS digits FROM person_phone WHERE dnc_status NOT IN ('', 'not_found')
  LOOP
    UPDATE person SET search = replace(search, ' ' || listed.digits, '') WHERE id = listed.person_id AND listed.digits <> '';
  END LOOP;
END $$;
