-- CreateTable
CREATE TABLE "suppression_key" (
    "id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "key_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppression_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suppression" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "digests" BYTEA[],
    "reason" TEXT NOT NULL,
    "erasure_id" TEXT,
    "added_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erasure" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "requested_by_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'erasing',
    "sealed" TEXT,
    "key_version" INTEGER NOT NULL DEFAULT 1,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "lease_until" TIMESTAMPTZ(3),
    "rounds" INTEGER NOT NULL DEFAULT 0,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "suppression_workspace_id_created_at_id_idx" ON "suppression"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "suppression_digests_idx" ON "suppression" USING GIN ("digests");

-- CreateIndex
CREATE INDEX "erasure_workspace_id_requested_at_id_idx" ON "erasure"("workspace_id", "requested_at", "id");

-- AddForeignKey
ALTER TABLE "suppression" ADD CONSTRAINT "suppression_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suppression" ADD CONSTRAINT "suppression_added_by_id_fkey" FOREIGN KEY ("added_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasure" ADD CONSTRAINT "erasure_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "suppression"
  ADD CONSTRAINT "suppression_kind"
    CHECK ("kind" IN ('email', 'email_hash', 'linkedin', 'domain', 'phone', 'apollo', 'name_domain')),
  ADD CONSTRAINT "suppression_reason" CHECK ("reason" IN ('do_not_contact', 'objected', 'erased', 'customer', 'other')),
  -- Whoever was erased is kept out for ever.
  ADD CONSTRAINT "suppression_erased" CHECK ("reason" <> 'erased' OR "expires_at" IS NULL),
  -- Digests of 32 bytes, and nothing that could be a value.
  ADD CONSTRAINT "suppression_digests"
    CHECK (cardinality("digests") BETWEEN 1 AND 3
           AND octet_length("digests"[1]) = 32
           AND (cardinality("digests") < 2 OR octet_length("digests"[2]) = 32)
           AND (cardinality("digests") < 3 OR octet_length("digests"[3]) = 32));
-- One entry a value.
CREATE UNIQUE INDEX "suppression_value" ON "suppression"("workspace_id", ("digests"[1]));

ALTER TABLE "erasure"
  ADD CONSTRAINT "erasure_state" CHECK ("state" IN ('erasing', 'done')),
  -- Once it is done nothing tells any more whom it was about.
  ADD CONSTRAINT "erasure_done_knows_nobody" CHECK (("state" = 'done') = ("sealed" IS NULL) AND ("state" = 'done') = ("finished_at" IS NOT NULL));
CREATE INDEX "erasure_under_way" ON "erasure"("requested_at") WHERE "state" = 'erasing';
