-- AlterTable
ALTER TABLE "reconciliation" ADD COLUMN     "is_quiet" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "pending" TEXT NOT NULL DEFAULT '';
