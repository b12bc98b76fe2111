-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "ending_since" TIMESTAMPTZ(3),
ADD COLUMN     "replaces_id" TEXT,
ADD COLUMN     "team_id" TEXT;

-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "poll_outcome" TEXT;

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "first_run_dismissed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "rate_meter" (
    "api_key_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "window" TEXT NOT NULL,
    "call_limit" INTEGER NOT NULL,
    "used" INTEGER NOT NULL,
    "seen_since" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_meter_pkey" PRIMARY KEY ("api_key_id","endpoint","window")
);

-- CreateTable
CREATE TABLE "key_right" (
    "api_key_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "standing" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_right_pkey" PRIMARY KEY ("api_key_id","endpoint")
);

-- AddForeignKey
ALTER TABLE "key_right" ADD CONSTRAINT "key_right_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rate_meter" ADD CONSTRAINT "rate_meter_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A key whose place was taken stays readable until its own calls are over, and never answers for a new one.
ALTER TABLE "api_key"
  DROP CONSTRAINT "api_key_state",
  ADD CONSTRAINT "api_key_state" CHECK ("state" IN ('active', 'ending', 'disabled', 'deleted')),
  ADD CONSTRAINT "api_key_ending" CHECK (("state" = 'ending') = ("ending_since" IS NOT NULL) AND NOT ("state" = 'ending' AND "is_default"));

ALTER TABLE "rate_meter" ADD CONSTRAINT "rate_meter_window" CHECK ("window" IN ('minute', 'hour', 'day'));
ALTER TABLE "key_right" ADD CONSTRAINT "key_right_standing" CHECK ("standing" IN ('allowed', 'missing', 'plan'));

-- Which calls a key that is ending still waits for.
CREATE INDEX "attempt_of_key_open" ON "attempt" ("api_key_id")
  WHERE "state" = 'sending' OR "poll_at" IS NOT NULL OR ("state" = 'unknown' AND "settled_at" IS NULL);

-- Nothing is sealed with a key of the ring that the database no longer holds on to: while one is being forgotten, whoever
-- seals with it waits for that, and is refused. A database that was never started holds on to none and takes any.
CREATE FUNCTION require_ring_key() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ring_key TEXT := split_part(to_jsonb(NEW) ->> TG_ARGV[0], '.', 2);
BEGIN
  IF ring_key IS NULL THEN
    RETURN NEW;
  END IF;
  PERFORM FROM key_ring_sentinel s WHERE s.key_id = ring_key FOR KEY SHARE;
  IF NOT FOUND AND EXISTS (SELECT FROM key_ring_sentinel) THEN
    RAISE EXCEPTION 'sealed with the key "%" of the key ring, which this database does not hold on to', ring_key
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "api_key_ring_key" BEFORE INSERT OR UPDATE OF "sealed" ON "api_key"
  FOR EACH ROW EXECUTE FUNCTION require_ring_key('sealed');
