-- What History is narrowed by. A settled lookup changes its outcome, which is indexed already, so each index here costs a
-- settlement one entry more and spoils no HOT update.
ALTER TABLE "lookup" ADD COLUMN "api_key_id" TEXT, ADD COLUMN "is_reviewed" BOOLEAN NOT NULL DEFAULT false;

UPDATE "lookup" l SET "api_key_id" = a."api_key_id" FROM "attempt" a WHERE a."id" = l."attempt_id";

ALTER TABLE "lookup" ADD CONSTRAINT "lookup_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE INDEX "lookup_workspace_id_source_created_at_id_idx" ON "lookup"("workspace_id", "source", "created_at", "id");
CREATE INDEX "lookup_workspace_id_phone_state_created_at_id_idx" ON "lookup"("workspace_id", "phone_state", "created_at", "id");
CREATE INDEX "lookup_workspace_id_credits_charged_created_at_id_idx" ON "lookup"("workspace_id", "credits_charged", "created_at", "id");
CREATE INDEX "lookup_workspace_id_api_key_id_created_at_id_idx" ON "lookup"("workspace_id", "api_key_id", "created_at", "id");
CREATE INDEX "lookup_workspace_id_is_reviewed_created_at_id_idx" ON "lookup"("workspace_id", "is_reviewed", "created_at", "id");

-- A member's own: what it is narrowed by stands in it, so that no filter has to leave it, however its rows are spread.
DROP INDEX "lookup_workspace_id_user_id_created_at_id_idx";
CREATE INDEX "lookup_of_member" ON "lookup"("workspace_id", "user_id", "created_at", "id", "source", "outcome", "phone_state", "credits_charged", "api_key_id", "is_reviewed");

-- What was asked, by any part of it.
CREATE INDEX "lookup_label_trgm" ON "lookup" USING GIN (lower("label") gin_trgm_ops);

-- What came while a member was away.
CREATE INDEX "delivery_applied" ON "delivery"("workspace_id", "applied_at") WHERE "applied_at" IS NOT NULL;
