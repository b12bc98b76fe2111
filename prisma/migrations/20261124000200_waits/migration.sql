-- What still waits for phones or a waterfall, oldest first: the sweep looks for it all the time, and it is few.
CREATE INDEX "attempt_waits" ON "attempt"((coalesce("answered_at", "sent_at", "created_at")))
  WHERE "phone_state" IN ('waiting', 'late') OR "waterfall_state" IN ('waiting', 'late');
