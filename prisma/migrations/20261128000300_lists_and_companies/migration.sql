-- Bulk changes that can be taken back, and what companies are listed by.
CREATE TABLE "bulk_change" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_change_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "bulk_change_person" (
    "change_id" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "did" TEXT NOT NULL,
    "former_by_id" TEXT,
    "former_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_change_person_pkey" PRIMARY KEY ("change_id","target_id","person_id")
);

CREATE INDEX "bulk_change_made_at_idx" ON "bulk_change"("made_at");
CREATE INDEX "bulk_change_person_person_id_idx" ON "bulk_change_person"("person_id");
ALTER TABLE "bulk_change" ADD CONSTRAINT "bulk_change_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "bulk_change_person" ADD CONSTRAINT "bulk_change_person_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "bulk_change"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "bulk_change_person" ADD CONSTRAINT "bulk_change_person_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A b-tree holds no row of more than 2,700 bytes.
UPDATE "company" SET "search" = left("search", 500) WHERE length("search") > 500;
CREATE INDEX "company_workspace_id_updated_at_id_idx" ON "company"("workspace_id", "updated_at", "id");
CREATE INDEX "company_workspace_id_search_id_idx" ON "company"("workspace_id", "search", "id");
CREATE INDEX "company_workspace_id_industry_idx" ON "company"("workspace_id", "industry");
CREATE INDEX "company_workspace_id_country_idx" ON "company"("workspace_id", "country");
CREATE INDEX "company_technologies_idx" ON "company" USING GIN ("technologies");
CREATE INDEX "company_search_trgm" ON "company" USING GIN ("search" gin_trgm_ops);
-- By employees: whoever did not say how many stands last.
CREATE INDEX "company_employees" ON "company"("workspace_id", coalesce("employee_count", -1), "id");
