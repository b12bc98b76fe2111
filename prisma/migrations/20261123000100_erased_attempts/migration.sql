-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);
