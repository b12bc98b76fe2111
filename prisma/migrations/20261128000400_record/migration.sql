-- What an observation belongs to, what the workspace's policy kept out of the record, and how members call an address or a number.
ALTER TABLE "person_observation" ADD COLUMN     "apollo_id" TEXT,
ADD COLUMN     "attempt_id" TEXT,
ADD COLUMN     "field_dates" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "kept_out" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "person_email" ADD COLUMN     "label" TEXT;

-- AlterTable
ALTER TABLE "person_phone" ADD COLUMN     "label" TEXT;

-- CreateIndex
CREATE INDEX "person_observation_workspace_id_attempt_id_idx" ON "person_observation"("workspace_id", "attempt_id");
