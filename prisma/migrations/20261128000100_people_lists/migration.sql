-- What the lists of people are read by. An index costs each change of a person an entry, so each names what needs it.

-- Sorting. "Updated" has its own since the beginning. An order is walked from a position, which no other index can serve.
-- CreateIndex
-- Also "fresh": asked of the provider within a week, not for a quarter.
CREATE INDEX "person_workspace_id_observed_at_id_idx" ON "person"("workspace_id", "observed_at", "id");

-- CreateIndex
-- Also what is done to many at once, in the one order that nothing moves.
CREATE INDEX "person_workspace_id_created_at_id_idx" ON "person"("workspace_id", "created_at", "id");

-- As people read: small and capital letters alike. Sixty characters bound the entry and the cursor that is made of it.
-- Who has no title or company is found at the end of the same index.
CREATE INDEX "person_by_name" ON "person"("workspace_id", ("left"(lower("full_name"), 60)), "id");
CREATE INDEX "person_by_title" ON "person"("workspace_id", ("left"(lower("title"), 60)), "id");
CREATE INDEX "person_by_company" ON "person"("workspace_id", ("left"(lower("company_name"), 60)), "id");

-- Filters. Few values, many people each: kept small by being told once. They list the values there are (a step each), and
-- find the people of a rare one, where walking an order would pass nearly everybody.
-- CreateIndex
CREATE INDEX "person_workspace_id_country_idx" ON "person"("workspace_id", "country");

-- CreateIndex
CREATE INDEX "person_workspace_id_seniority_idx" ON "person"("workspace_id", "seniority");

-- CreateIndex
CREATE INDEX "person_workspace_id_email_status_idx" ON "person"("workspace_id", "email_status");

-- CreateIndex
-- The people of one company, and what the company's removal has to find.
CREATE INDEX "person_workspace_id_company_id_idx" ON "person"("workspace_id", "company_id");

-- Those of whom few are; for everybody else they cost nothing.
CREATE INDEX "person_waits" ON "person"("workspace_id") WHERE "phone_state" = 'waiting';
CREATE INDEX "person_with_phone" ON "person"("workspace_id") WHERE "primary_phone" IS NOT NULL;
CREATE INDEX "person_job_changed" ON "person"("workspace_id", "job_changed_at") WHERE "job_changed_at" IS NOT NULL;

-- Title and company "contain …" need none: both stand in "search", and its trigrams narrow them down.
