-- AlterTable
ALTER TABLE "attempt" ADD COLUMN "hold_until" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "attempt_hold_until_idx" ON "attempt"("hold_until");
