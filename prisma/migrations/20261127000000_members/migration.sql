-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "also_workspace_id" TEXT,
    "role" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "token_hash" BYTEA NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "used_by_id" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_reset" (
    "user_id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_reset_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_workspace_id_created_at_idx" ON "invitation"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "invitation_created_by_id_idx" ON "invitation"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "password_reset_token_hash_key" ON "password_reset"("token_hash");

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_reset" ADD CONSTRAINT "password_reset_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "invitation"
  ADD CONSTRAINT "invitation_role" CHECK ("role" IN ('admin', 'rep', 'reviewer')),
  ADD CONSTRAINT "invitation_token_hash" CHECK (octet_length("token_hash") = 32),
  ADD CONSTRAINT "invitation_one_end" CHECK ("used_at" IS NULL OR "withdrawn_at" IS NULL);
ALTER TABLE "password_reset"
  ADD CONSTRAINT "password_reset_token_hash" CHECK (octet_length("token_hash") = 32);

-- One open invitation of an address to a workspace: a second link takes the first one's place.
CREATE UNIQUE INDEX "invitation_open_email" ON "invitation" ("workspace_id", "email")
  WHERE "used_at" IS NULL AND "withdrawn_at" IS NULL;

-- A workspace that has an admin who can sign in keeps one. Whoever takes one away waits here for whoever takes another
-- away at the same moment, and counts what that one left: of two admins who remove each other, one succeeds.
CREATE FUNCTION require_active_admin(asked text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "workspace" WHERE "id" = asked FOR NO KEY UPDATE;
  -- Not found: the workspace itself is being deleted.
  IF FOUND AND NOT EXISTS (
    SELECT FROM "membership" m JOIN "user" u ON u."id" = m."user_id"
     WHERE m."workspace_id" = asked AND m."role" = 'admin' AND u."disabled_at" IS NULL
  ) THEN
    RAISE EXCEPTION 'the last active admin of workspace %', asked
      USING ERRCODE = 'check_violation', CONSTRAINT = 'workspace_keeps_an_admin';
  END IF;
END $$;

CREATE FUNCTION membership_keeps_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_active_admin(OLD."workspace_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "membership_keeps_an_admin_removed" AFTER DELETE ON "membership"
  FOR EACH ROW WHEN (OLD."role" = 'admin') EXECUTE FUNCTION membership_keeps_an_admin();
CREATE TRIGGER "membership_keeps_an_admin_changed" AFTER UPDATE ON "membership"
  FOR EACH ROW WHEN (OLD."role" = 'admin' AND (NEW."role", NEW."workspace_id", NEW."user_id")
                       IS DISTINCT FROM (OLD."role", OLD."workspace_id", OLD."user_id"))
  EXECUTE FUNCTION membership_keeps_an_admin();

CREATE FUNCTION user_keeps_an_admin() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  theirs text;
BEGIN
  FOR theirs IN SELECT "workspace_id" FROM "membership"
                 WHERE "user_id" = NEW."id" AND "role" = 'admin' ORDER BY "workspace_id" LOOP
    PERFORM require_active_admin(theirs);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER "user_keeps_an_admin" AFTER UPDATE OF "disabled_at" ON "user"
  FOR EACH ROW WHEN (OLD."disabled_at" IS NULL AND NEW."disabled_at" IS NOT NULL)
  EXECUTE FUNCTION user_keeps_an_admin();
