-- What members make of the people they looked up: tags, lists, views, notes, tasks, merges, and what each source said of them.
-- AlterTable
ALTER TABLE "company" ADD COLUMN     "funded_at" TEXT,
ADD COLUMN     "funding_stage" TEXT,
ADD COLUMN     "search" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "total_funding" TEXT;

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "arrivals_list_id" TEXT,
ADD COLUMN     "seen_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "former_company" TEXT,
ADD COLUMN     "former_title" TEXT,
ADD COLUMN     "job_changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "owner_id" TEXT;

-- AlterTable
ALTER TABLE "person_email" ADD COLUMN     "is_primary" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "wrong_at" TIMESTAMPTZ(3),
ADD COLUMN     "wrong_by_id" TEXT;

-- AlterTable
ALTER TABLE "person_phone" ADD COLUMN     "is_primary" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "wrong_at" TIMESTAMPTZ(3),
ADD COLUMN     "wrong_by_id" TEXT;

-- CreateTable
CREATE TABLE "lookup_review" (
    "lookup_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "reviewer_id" TEXT,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lookup_review_pkey" PRIMARY KEY ("lookup_id")
);

-- CreateTable
CREATE TABLE "lookup_comment" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "lookup_id" TEXT NOT NULL,
    "author_id" TEXT,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lookup_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_observation" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" TEXT,
    "user_id" TEXT,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "profile" JSONB NOT NULL DEFAULT '{}',
    "emails" JSONB NOT NULL DEFAULT '[]',
    "phones" JSONB NOT NULL DEFAULT '[]',
    "left_out" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_observation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "field_policy" (
    "workspace_id" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "policy" TEXT NOT NULL,

    CONSTRAINT "field_policy_pkey" PRIMARY KEY ("workspace_id","field")
);

-- CreateTable
CREATE TABLE "person_merge" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "survivor_id" TEXT NOT NULL,
    "absorbed_id" TEXT NOT NULL,
    "absorbed" JSONB NOT NULL,
    "moved" JSONB NOT NULL,
    "choices" JSONB NOT NULL,
    "merged_by_id" TEXT,
    "merged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" TEXT,

    CONSTRAINT "person_merge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "distinct_people" (
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "other_id" TEXT NOT NULL,
    "said_by_id" TEXT,
    "said_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "distinct_people_pkey" PRIMARY KEY ("workspace_id","person_id","other_id")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "colour" TEXT NOT NULL DEFAULT 'grey',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_tag" (
    "workspace_id" TEXT NOT NULL,
    "tag_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "added_by_id" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_tag_pkey" PRIMARY KEY ("tag_id","person_id")
);

-- CreateTable
CREATE TABLE "list" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "owner_id" TEXT,
    "name" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list_person" (
    "workspace_id" TEXT NOT NULL,
    "list_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "added_by_id" TEXT,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "list_person_pkey" PRIMARY KEY ("list_id","person_id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "screen" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "query" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "note" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "author_id" TEXT,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "due_on" DATE,
    "assignee_id" TEXT,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "done_by_id" TEXT,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "lookup_review_workspace_id_reviewed_at_idx" ON "lookup_review"("workspace_id", "reviewed_at");

-- CreateIndex
CREATE INDEX "lookup_comment_lookup_id_created_at_idx" ON "lookup_comment"("lookup_id", "created_at");

-- CreateIndex
CREATE INDEX "person_observation_person_id_created_at_idx" ON "person_observation"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "person_observation_workspace_id_source_id_idx" ON "person_observation"("workspace_id", "source_id");

-- CreateIndex
CREATE INDEX "person_merge_workspace_id_survivor_id_idx" ON "person_merge"("workspace_id", "survivor_id");

-- CreateIndex
CREATE INDEX "person_merge_workspace_id_absorbed_id_idx" ON "person_merge"("workspace_id", "absorbed_id");

-- CreateIndex
CREATE UNIQUE INDEX "tag_workspace_id_key_key" ON "tag"("workspace_id", "key");

-- CreateIndex
CREATE INDEX "person_tag_person_id_idx" ON "person_tag"("person_id");

-- CreateIndex
CREATE INDEX "list_workspace_id_updated_at_id_idx" ON "list"("workspace_id", "updated_at", "id");

-- CreateIndex
CREATE INDEX "list_person_person_id_idx" ON "list_person"("person_id");

-- CreateIndex
CREATE INDEX "saved_view_workspace_id_screen_position_idx" ON "saved_view"("workspace_id", "screen", "position");

-- CreateIndex
CREATE INDEX "saved_view_owner_id_idx" ON "saved_view"("owner_id");

-- CreateIndex
CREATE INDEX "note_person_id_created_at_idx" ON "note"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "task_person_id_created_at_idx" ON "task"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "task_workspace_id_assignee_id_due_on_idx" ON "task"("workspace_id", "assignee_id", "due_on");

-- CreateIndex
CREATE INDEX "membership_arrivals_list_id_idx" ON "membership"("arrivals_list_id");

-- CreateIndex
CREATE INDEX "person_owner_id_idx" ON "person"("owner_id");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_arrivals_list_id_fkey" FOREIGN KEY ("arrivals_list_id") REFERENCES "list"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup_review" ADD CONSTRAINT "lookup_review_lookup_id_fkey" FOREIGN KEY ("lookup_id") REFERENCES "lookup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup_comment" ADD CONSTRAINT "lookup_comment_lookup_id_fkey" FOREIGN KEY ("lookup_id") REFERENCES "lookup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_observation" ADD CONSTRAINT "person_observation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "field_policy" ADD CONSTRAINT "field_policy_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag" ADD CONSTRAINT "tag_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_tag" ADD CONSTRAINT "person_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_tag" ADD CONSTRAINT "person_tag_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list" ADD CONSTRAINT "list_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list" ADD CONSTRAINT "list_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_person" ADD CONSTRAINT "list_person_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_person" ADD CONSTRAINT "list_person_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note" ADD CONSTRAINT "note_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What companies are found by.
UPDATE "company" SET "search" = lower(concat_ws(' ', "name", "domain", "industry"));
