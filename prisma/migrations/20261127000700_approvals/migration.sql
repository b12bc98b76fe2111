-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "approval_above" DECIMAL(14,4),
ADD COLUMN     "budget_alert_percent" INTEGER NOT NULL DEFAULT 80;

-- AlterTable
ALTER TABLE "budget_period" ADD COLUMN     "alerted_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "approval" (
    "lookup_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'requested',
    "ceiling" DECIMAL(14,4) NOT NULL,
    "threshold" DECIMAL(14,4) NOT NULL,
    "asked_key" BYTEA,
    "blocked_code" TEXT,
    "reason" TEXT,
    "decided_by_id" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_pkey" PRIMARY KEY ("lookup_id")
);

-- CreateIndex
CREATE INDEX "approval_workspace_id_decided_at_idx" ON "approval"("workspace_id", "decided_at");

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_lookup_id_fkey" FOREIGN KEY ("lookup_id") REFERENCES "lookup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "workspace"
  ADD CONSTRAINT "workspace_approval_above" CHECK ("approval_above" >= 0),
  ADD CONSTRAINT "workspace_budget_alert_percent" CHECK ("budget_alert_percent" BETWEEN 1 AND 100);

-- A request is decided once, and a decline is never without a word.
ALTER TABLE "approval"
  ADD CONSTRAINT "approval_state" CHECK ("state" IN ('requested', 'approved', 'declined', 'withdrawn', 'expired')),
  ADD CONSTRAINT "approval_decided" CHECK (("state" = 'requested') = ("decided_at" IS NULL)),
  ADD CONSTRAINT "approval_decider" CHECK ("state" NOT IN ('approved', 'declined') OR "decided_by_id" IS NOT NULL),
  ADD CONSTRAINT "approval_reason" CHECK ("state" <> 'declined' OR "reason" <> '');

-- A second press of the button finds the request that waits.
CREATE UNIQUE INDEX "approval_requested_once" ON "approval"("workspace_id", "user_id", "asked_key") WHERE "state" = 'requested';
-- The queue, oldest first, and what is due to expire: both are few.
CREATE INDEX "approval_queue" ON "approval"("workspace_id", "requested_at", "lookup_id") WHERE "state" = 'requested';
CREATE INDEX "approval_due" ON "approval"("expires_at") WHERE "state" = 'requested';
-- The budgets that every page of an admin warns of.
CREATE INDEX "budget_period_alerted" ON "budget_period"("workspace_id", "ends_at") WHERE "alerted_at" IS NOT NULL;
