-- A view that was deleted can be taken back for a while.
ALTER TABLE "saved_view" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);
