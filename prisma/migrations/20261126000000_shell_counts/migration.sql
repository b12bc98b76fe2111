-- What every page's shell counts: lookups that wait for phones, which are few, and the credits of the running period, which
-- are summed from the index alone.
CREATE INDEX "lookup_waits" ON "lookup"("workspace_id", "user_id") WHERE "phone_state" IN ('waiting', 'late');
CREATE INDEX "ledger_entry_spent" ON "ledger_entry"("workspace_id", "created_at") INCLUDE ("credits")
  WHERE "kind" IN ('charge', 'adjustment');
