-- A note or task that was deleted can be brought back for a day, and then it goes.
ALTER TABLE "note" ADD COLUMN "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN "deleted_by_id" TEXT;
ALTER TABLE "task" ADD COLUMN "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN "deleted_by_id" TEXT;

ALTER TABLE "note" ADD CONSTRAINT "note_body" CHECK (char_length("body") BETWEEN 1 AND 10000);
ALTER TABLE "task" ADD CONSTRAINT "task_title" CHECK (char_length("title") BETWEEN 1 AND 200);

-- What a member has to do, which every page's shell counts, and what they did last.
CREATE INDEX "task_open" ON "task"("workspace_id", "assignee_id", "due_on", "id") WHERE "done_at" IS NULL AND "deleted_at" IS NULL;
CREATE INDEX "task_done" ON "task"("workspace_id", "assignee_id", "done_at", "id") WHERE "done_at" IS NOT NULL AND "deleted_at" IS NULL;

-- What the night takes away.
CREATE INDEX "note_deleted" ON "note"("workspace_id", "deleted_at") WHERE "deleted_at" IS NOT NULL;
CREATE INDEX "task_deleted" ON "task"("workspace_id", "deleted_at") WHERE "deleted_at" IS NOT NULL;
