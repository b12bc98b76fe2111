-- Substring search over people (person_search_trgm).
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "instance_setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "instance_setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "key_ring_sentinel" (
    "key_id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "key_ring_sentinel_pkey" PRIMARY KEY ("key_id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "active_workspace_id" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "auth_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "sign_in_failure" (
    "id" TEXT NOT NULL,
    "account_key" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_failure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sealed" TEXT,
    "key_version" INTEGER NOT NULL DEFAULT 1,
    "tail" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'active',
    "health" TEXT NOT NULL DEFAULT 'untested',
    "test_report" JSONB,
    "last_tested_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lookup" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "attempt_id" TEXT,
    "person_id" TEXT,
    "source" TEXT NOT NULL DEFAULT 'form',
    "input" JSONB NOT NULL,
    "options" JSONB NOT NULL,
    "label" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "phone_state" TEXT NOT NULL DEFAULT 'not_asked',
    "waterfall_state" TEXT NOT NULL DEFAULT 'not_asked',
    "error_code" TEXT,
    "credits_held" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "credits_charged" DECIMAL(14,4) NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "lookup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "api_key_id" TEXT,
    "identity" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "phone_state" TEXT NOT NULL DEFAULT 'not_asked',
    "waterfall_state" TEXT NOT NULL DEFAULT 'not_asked',
    "token_hash" BYTEA,
    "token_expires_at" TIMESTAMPTZ(3),
    "request" JSONB NOT NULL,
    "requested_apollo_id" TEXT,
    "returned_apollo_id" TEXT,
    "request_id" TEXT,
    "response_status" INTEGER,
    "response_body" BYTEA,
    "withheld" JSONB,
    "guard_score" INTEGER,
    "guard_reasons" JSONB,
    "error_code" TEXT,
    "error_detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "attempt_id" TEXT NOT NULL,
    "user_id" TEXT,
    "kind" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "credits" DECIMAL(14,4) NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "company" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "apollo_id" TEXT NOT NULL,
    "name" TEXT,
    "domain" TEXT,
    "website_url" TEXT,
    "linkedin_url" TEXT,
    "industry" TEXT,
    "employee_count" INTEGER,
    "founded_year" INTEGER,
    "phone" TEXT,
    "city" TEXT,
    "state" TEXT,
    "country" TEXT,
    "description" TEXT,
    "annual_revenue" TEXT,
    "technologies" TEXT[],
    "field_dates" JSONB NOT NULL DEFAULT '{}',
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "apollo_id" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "title" TEXT,
    "headline" TEXT,
    "seniority" TEXT,
    "departments" TEXT[],
    "linkedin_url" TEXT,
    "linkedin_slug" TEXT,
    "twitter_url" TEXT,
    "github_url" TEXT,
    "facebook_url" TEXT,
    "city" TEXT,
    "state" TEXT,
    "country" TEXT,
    "time_zone" TEXT,
    "employment" JSONB NOT NULL,
    "company_id" TEXT,
    "company_name" TEXT,
    "company_domain" TEXT,
    "primary_email" TEXT,
    "email_status" TEXT,
    "primary_phone" TEXT,
    "phone_type" TEXT,
    "phone_state" TEXT NOT NULL DEFAULT 'not_asked',
    "search" TEXT NOT NULL,
    "field_dates" JSONB NOT NULL DEFAULT '{}',
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_email" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT,
    "source" TEXT NOT NULL,
    "source_id" TEXT,
    "field_dates" JSONB NOT NULL DEFAULT '{}',
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_email_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_phone" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "raw" TEXT,
    "type" TEXT,
    "status" TEXT,
    "confidence" TEXT,
    "dnc_status" TEXT,
    "source" TEXT NOT NULL,
    "source_id" TEXT,
    "field_dates" JSONB NOT NULL DEFAULT '{}',
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_phone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "attempt_id" TEXT NOT NULL,
    "body_sha256" BYTEA NOT NULL,
    "body" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "kind" TEXT,
    "reason" TEXT,
    "seen" INTEGER NOT NULL DEFAULT 1,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_refusal" (
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "webhook_refusal_pkey" PRIMARY KEY ("day","reason")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" TEXT,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "detail" JSONB,
    "address" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "auth_session_user_id_created_at_idx" ON "auth_session"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_failure_account_key_created_at_idx" ON "sign_in_failure"("account_key", "created_at");

-- CreateIndex
CREATE INDEX "sign_in_failure_address_created_at_idx" ON "sign_in_failure"("address", "created_at");

-- CreateIndex
CREATE INDEX "api_key_workspace_id_created_at_idx" ON "api_key"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "lookup_workspace_id_created_at_id_idx" ON "lookup"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "lookup_workspace_id_user_id_created_at_id_idx" ON "lookup"("workspace_id", "user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "lookup_workspace_id_outcome_created_at_id_idx" ON "lookup"("workspace_id", "outcome", "created_at", "id");

-- CreateIndex
CREATE INDEX "lookup_workspace_id_person_id_created_at_idx" ON "lookup"("workspace_id", "person_id", "created_at");

-- CreateIndex
CREATE INDEX "lookup_attempt_id_idx" ON "lookup"("attempt_id");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_token_hash_key" ON "attempt"("token_hash");

-- CreateIndex
CREATE INDEX "attempt_workspace_id_created_at_idx" ON "attempt"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "attempt_workspace_id_identity_state_idx" ON "attempt"("workspace_id", "identity", "state");

-- CreateIndex
CREATE INDEX "attempt_state_sent_at_idx" ON "attempt"("state", "sent_at");

-- CreateIndex
CREATE INDEX "ledger_entry_workspace_id_created_at_idx" ON "ledger_entry"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entry_attempt_id_kind_part_key" ON "ledger_entry"("attempt_id", "kind", "part");

-- CreateIndex
CREATE UNIQUE INDEX "company_workspace_id_apollo_id_key" ON "company"("workspace_id", "apollo_id");

-- CreateIndex
CREATE INDEX "person_workspace_id_updated_at_id_idx" ON "person"("workspace_id", "updated_at", "id");

-- CreateIndex
CREATE INDEX "person_search_trgm" ON "person" USING GIN ("search" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "person_workspace_id_apollo_id_key" ON "person"("workspace_id", "apollo_id");

-- CreateIndex
CREATE INDEX "person_email_workspace_id_address_idx" ON "person_email"("workspace_id", "address");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_person_id_address_key" ON "person_email"("person_id", "address");

-- CreateIndex
CREATE INDEX "person_phone_workspace_id_number_idx" ON "person_phone"("workspace_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "person_phone_person_id_number_key" ON "person_phone"("person_id", "number");

-- CreateIndex
CREATE INDEX "delivery_workspace_id_received_at_id_idx" ON "delivery"("workspace_id", "received_at", "id");

-- CreateIndex
CREATE INDEX "delivery_state_received_at_idx" ON "delivery"("state", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_attempt_id_body_sha256_key" ON "delivery"("attempt_id", "body_sha256");

-- CreateIndex
CREATE INDEX "audit_event_workspace_id_at_idx" ON "audit_event"("workspace_id", "at");

-- AddForeignKey
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup" ADD CONSTRAINT "lookup_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup" ADD CONSTRAINT "lookup_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup" ADD CONSTRAINT "lookup_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lookup" ADD CONSTRAINT "lookup_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company" ADD CONSTRAINT "company_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_email" ADD CONSTRAINT "person_email_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_phone" ADD CONSTRAINT "person_phone_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What schema.prisma cannot say. Neither partial indexes nor checks are seen when the two are compared.

-- One default key a workspace.
CREATE UNIQUE INDEX "api_key_one_default" ON "api_key" ("workspace_id") WHERE "is_default" AND "state" = 'active';

-- Due work is found among the few rows that are due, however many have been settled.
CREATE INDEX "delivery_received" ON "delivery" ("received_at") WHERE "state" = 'received';

ALTER TABLE "workspace" ADD CONSTRAINT "workspace_kind" CHECK ("kind" IN ('practice', 'live'));
ALTER TABLE "membership" ADD CONSTRAINT "membership_role" CHECK ("role" IN ('admin', 'rep', 'reviewer'));

ALTER TABLE "api_key"
  ADD CONSTRAINT "api_key_state" CHECK ("state" IN ('active', 'disabled', 'deleted')),
  ADD CONSTRAINT "api_key_deleted_has_no_secret" CHECK (("state" = 'deleted') = ("sealed" IS NULL));

ALTER TABLE "lookup"
  ADD CONSTRAINT "lookup_credits_held" CHECK ("credits_held" >= 0),
  ADD CONSTRAINT "lookup_credits_charged" CHECK ("credits_charged" >= 0);

ALTER TABLE "attempt"
  ADD CONSTRAINT "attempt_state"
    CHECK ("state" IN ('reserved', 'sending', 'matched', 'no_match', 'rejected', 'not_sent', 'unknown')),
  ADD CONSTRAINT "attempt_token_hash" CHECK (octet_length("token_hash") = 32),
  ADD CONSTRAINT "attempt_request_id" CHECK ("request_id" ~ '^-?[0-9]{1,19}$');

ALTER TABLE "ledger_entry"
  ADD CONSTRAINT "ledger_entry_kind" CHECK ("kind" IN ('hold', 'charge', 'release', 'adjustment'));

ALTER TABLE "delivery"
  ADD CONSTRAINT "delivery_state" CHECK ("state" IN ('received', 'applied', 'mismatch', 'quarantined', 'dropped')),
  ADD CONSTRAINT "delivery_body_sha256" CHECK (octet_length("body_sha256") = 32),
  ADD CONSTRAINT "delivery_seen" CHECK ("seen" >= 1);
