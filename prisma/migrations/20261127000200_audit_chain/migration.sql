-- The audit is only ever added to, and can show that it is whole (docs/audit.md).

-- What only the program can write: proves that an event is its own. Null for events from before this version.
ALTER TABLE "audit_event" ADD COLUMN "mark" BYTEA;
CREATE UNIQUE INDEX "audit_event_mark_key" ON "audit_event"("mark");
DROP INDEX "audit_event_workspace_id_at_idx";
CREATE INDEX "audit_event_workspace_id_at_id_idx" ON "audit_event"("workspace_id", "at", "id");

-- An event's place in the chain. `hash` covers the event, its place and the hash before it.
CREATE TABLE "audit_link" (
    "seq" BIGINT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("seq")
);
CREATE UNIQUE INDEX "audit_link_event_id_key" ON "audit_link"("event_id");

CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "mac" BYTEA NOT NULL,
    "floor_id" BIGINT NOT NULL DEFAULT 0,
    "next_floor_id" BIGINT NOT NULL DEFAULT 0,
    "next_floor_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_head_is_one" CHECK ("id" = 1)
);

CREATE TABLE "audit_anchor" (
    "id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "mac" BYTEA NOT NULL,
    "purged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "audit_anchor_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_anchor_is_one" CHECK ("id" = 1)
);

CREATE TABLE "audit_key" (
    "id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "key_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "audit_key_pkey" PRIMARY KEY ("id")
);

-- Binds every role, superusers among them. Nobody gets past it by a setting alone: who runs the program has no right to delete.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('perihelion.audit_purge', true) = 'on' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_event_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER "audit_link_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_link"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_event", "audit_link" FROM CURRENT_USER;

-- Removes the events up to a place, if each of them is older than `before`, and leaves the anchor on which the rest hangs.
-- The last event always stays. `anchor_mac` is the program's word for the anchor: without it the chain does not verify.
CREATE FUNCTION audit_purge(up_to BIGINT, before TIMESTAMPTZ, anchor_mac BYTEA) RETURNS BIGINT
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  from_seq BIGINT := coalesce((SELECT seq FROM audit_anchor), 0);
  anchor_hash BYTEA := (SELECT hash FROM audit_link WHERE seq = up_to);
  found_links BIGINT;
  found_young BIGINT;
BEGIN
  IF before > now() - interval '30 days' THEN
    RAISE EXCEPTION 'the audit of the last 30 days cannot be removed';
  END IF;
  SELECT count(*), count(*) FILTER (WHERE e.id IS NULL OR e.at >= before) INTO found_links, found_young
    FROM audit_link l LEFT JOIN audit_event e ON e.id = l.event_id WHERE l.seq > from_seq AND l.seq <= up_to;
  IF up_to <= from_seq OR found_links <> up_to - from_seq OR found_young > 0
     OR NOT EXISTS (SELECT FROM audit_link WHERE seq > up_to) THEN
    RAISE EXCEPTION 'only a whole, old beginning of the audit can be removed';
  END IF;
  -- The owner has given the right up, and takes it for this transaction.
  GRANT DELETE ON audit_event, audit_link TO CURRENT_USER;
  PERFORM set_config('perihelion.audit_purge', 'on', true);
  DELETE FROM audit_event e USING audit_link l WHERE l.event_id = e.id AND l.seq > from_seq AND l.seq <= up_to;
  DELETE FROM audit_link WHERE seq > from_seq AND seq <= up_to;
  PERFORM set_config('perihelion.audit_purge', 'off', true);
  REVOKE DELETE ON audit_event, audit_link FROM CURRENT_USER;
  INSERT INTO audit_anchor (id, seq, hash, mac) VALUES (1, up_to, anchor_hash, anchor_mac)
    ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, mac = excluded.mac, purged_at = now();
  RETURN found_links;
END $$;
REVOKE ALL ON FUNCTION audit_purge(BIGINT, TIMESTAMPTZ, BYTEA) FROM PUBLIC;
