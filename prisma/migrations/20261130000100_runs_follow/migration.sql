-- What each call of a run must know of those before it, kept under the run's own lock.
ALTER TABLE "run" ADD COLUMN "committed" DECIMAL(14,4) NOT NULL DEFAULT 0,
ADD COLUMN "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "judged_revision" INTEGER,
ADD COLUMN "taken" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "rate_window" ADD COLUMN "answered_at" TIMESTAMPTZ(3);

-- How fast a run goes is asked once a second.
DROP INDEX "bulk_call_run_id_idx";
CREATE INDEX "bulk_call_run_id_answered_at_idx" ON "bulk_call"("run_id", "answered_at");
-- Few at any time, and looked for all the time.
CREATE INDEX "bulk_call_sending" ON "bulk_call"("sent_at") WHERE "state" = 'sending';
CREATE INDEX "run_running" ON "run"("id") WHERE "state" = 'running';

-- Where a row stands by its lookup; null where it has none.
CREATE FUNCTION run_row_state(outcome text, answered_from text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE outcome
    WHEN 'matched' THEN CASE answered_from WHEN 'store' THEN 'ours' ELSE 'matched' END
    WHEN 'no_match' THEN 'no_match'
    WHEN 'turned_down' THEN 'no_match'
    WHEN 'needs_a_look' THEN 'needs_a_look'
    WHEN 'unknown' THEN 'unknown'
    WHEN 'suppressed' THEN 'suppressed'
    WHEN 'erased' THEN 'suppressed'
    WHEN 'failed' THEN 'failed'
    WHEN 'refused' THEN 'failed'
    WHEN 'withdrawn' THEN 'failed'
    ELSE 'sending'
  END
$$;

-- A row follows its lookup, whoever moves that and whenever: in the same commit, by one statement for all that one moved. What
-- was known of somebody before they were erased stays known: that there was a row, and how it ended.
CREATE FUNCTION run_rows_follow() RETURNS trigger LANGUAGE plpgsql
  -- By the index, whatever is known of the tables so far.
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
AS $$
BEGIN
  UPDATE run_row r
     SET state = CASE WHEN n.outcome = 'erased' AND r.state <> 'sending' THEN r.state
                      ELSE run_row_state(n.outcome, n.answered_from) END,
         person_id = n.person_id
    FROM moved n
   WHERE n.source = 'run' AND r.lookup_id = n.id AND r.workspace_id = n.workspace_id
     AND (r.person_id IS DISTINCT FROM n.person_id
          OR (r.state <> run_row_state(n.outcome, n.answered_from) AND (n.outcome <> 'erased' OR r.state = 'sending')));
  RETURN NULL;
END $$;

CREATE TRIGGER "lookup_moves_run_rows" AFTER UPDATE ON "lookup"
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION run_rows_follow();
