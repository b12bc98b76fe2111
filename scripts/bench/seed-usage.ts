import { randomBytes } from "node:crypto";
import { db, inTransaction, type Tx } from "@/lib/db/client";
import { findAsker } from "@/scripts/bench/seed-attempts";

const MEMBERS = 12;
const KEYS = 3;
const LOOKUPS_A_PERSON = 5;
const PHONES_A_PERSON = 2;
/** What an answer takes in its row once PostgreSQL has compressed it: what is read past when attempts are walked. */
const BODY_BYTES = 1200;
const SEEDED_WITHIN_MS = 240_000;

type Asker = { workspaceId: string; userId: string };
type Amount = { count: number; days: number };

/**
 * `count` lookups over the last `days` days: by twelve members over three keys, seven of ten sent, the others from the store or
 * joined; half of those sent asked for a phone. Set-based, and without the checks of foreign keys, which hold by the way the
 * rows are made.
 */
export async function seedUsage(amount: Amount): Promise<void> {
  const asker = await findAsker();
  const seed = async (tx: Tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    await seedNames(tx, asker, amount);
    await seedAsked(tx, asker, amount);
    await seedAttempts(tx, asker);
    await seedLookups(tx, asker);
    await seedSpending(tx, asker);
    await seedNumbers(tx, asker);
  };
  await inTransaction(seed, { timeoutMs: SEEDED_WITHIN_MS });
  await db.$executeRaw`ANALYZE lookup, attempt, ledger_entry, person_phone, delivery`;
}

async function seedNames(tx: Tx, { workspaceId }: Asker, { count }: Amount): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "user" (id, email, name)
    SELECT 'usr_usage' || n, 'usage' || n || '@perihelion.example', 'Member ' || n
      FROM generate_series(1, ${MEMBERS - 1}) n`;
  await tx.$executeRaw`
    INSERT INTO membership (workspace_id, user_id, role)
    SELECT ${workspaceId}, 'usr_usage' || n, 'rep' FROM generate_series(1, ${MEMBERS - 1}) n`;
  await tx.$executeRaw`
    INSERT INTO api_key (id, workspace_id, name, sealed, tail, fingerprint, state)
    SELECT 'key_usage' || n, ${workspaceId}, 'Key ' || n, 'sealed', 'k00' || n, 'usage' || n, 'disabled'
      FROM generate_series(1, ${KEYS}) n`;
  await tx.$executeRaw`
    INSERT INTO person (id, workspace_id, apollo_id, full_name, departments, employment, search, observed_at)
    SELECT 'per_usage' || n, ${workspaceId}, 'usage' || n, 'Person ' || n, '{}', '[]', 'person ' || n, now()
      FROM generate_series(1, ${count / LOOKUPS_A_PERSON}::int) n`;
}

/** What each lookup is like, from which all else is made. */
async function seedAsked(tx: Tx, { userId }: Asker, { count, days }: Amount): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMP TABLE asked ON COMMIT DROP AS
    SELECT *, CASE WHEN NOT (is_matched AND asks_phone) THEN 'not_asked'
                   WHEN has_phone THEN 'delivered' ELSE 'none_found' END AS phone_state
      FROM (SELECT n, lpad(n::text, 26, '0') AS tail, 'per_usage' || 1 + n % ${count / LOOKUPS_A_PERSON}::int AS person_id,
                   CASE WHEN n % ${MEMBERS} = 0 THEN ${userId} ELSE 'usr_usage' || n % ${MEMBERS} END AS user_id,
                   now() - n * make_interval(days => ${days}) / ${count + 1}::float8 AS at,
                   CASE WHEN n % 10 < 7 THEN 'provider' WHEN n % 10 < 9 THEN 'store' ELSE 'joined' END AS answered_from,
                   n % 10 < 7 AND n / 7 % 6 <> 0 AS is_matched, n / 6 % 2 = 0 AS asks_phone, n / 12 % 4 <> 0 AS has_phone,
                   (ARRAY['{"email":"a@b.example"}', '{"linkedinUrl":"https://www.linkedin.com/in/a"}',
                          '{"fullName":"A B","companyDomain":"b.example"}', '{"fullName":"A B","companyName":"B"}',
                          '{"hashedEmail":"0123456789abcdef0123456789abcdef"}',
                          '{"apolloId":"0123456789abcdef01234567"}'])[1 + n % 6]::jsonb AS input
              FROM generate_series(1, ${count}::int) n) made`;
}

async function seedAttempts(tx: Tx, { workspaceId }: Asker): Promise<void> {
  // What is random is not compressed any further.
  const body = new Uint8Array(randomBytes(BODY_BYTES));
  await tx.$executeRaw`
    INSERT INTO attempt (id, workspace_id, api_key_id, identity, state, phone_state, request, response_body,
                         created_at, sent_at, answered_at, settled_at)
    SELECT 'att_' || tail, ${workspaceId}, 'key_usage' || 1 + n % ${KEYS}, tail,
           CASE WHEN is_matched THEN 'matched' ELSE 'no_match' END, phone_state, input, ${body}, at, at, at, at
      FROM asked WHERE answered_from = 'provider'`;
}

async function seedLookups(tx: Tx, { workspaceId }: Asker): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO lookup (id, workspace_id, user_id, attempt_id, person_id, answered_from, input, options, label, outcome,
                        phone_state, credits_charged, credits_saved, created_at, settled_at)
    SELECT 'lkp_' || tail, ${workspaceId}, user_id, CASE WHEN answered_from = 'provider' THEN 'att_' || tail END,
           CASE WHEN is_matched OR answered_from <> 'provider' THEN person_id END, answered_from, input,
           jsonb_build_object('revealPersonalEmails', false, 'revealPhoneNumber', asks_phone,
                              'waterfallEmail', false, 'waterfallPhone', false), 'Person ' || n,
           CASE WHEN is_matched OR answered_from <> 'provider' THEN 'matched' ELSE 'no_match' END, phone_state,
           CASE WHEN NOT is_matched THEN 0 WHEN phone_state = 'delivered' THEN 9 ELSE 1 END,
           CASE WHEN answered_from = 'provider' THEN 0 WHEN asks_phone THEN 9 ELSE 1 END, at, at
      FROM asked`;
}

async function seedSpending(tx: Tx, { workspaceId }: Asker): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO ledger_entry (id, workspace_id, attempt_id, user_id, kind, part, credits, reason, created_at)
    SELECT 'led_' || e.letter || tail, ${workspaceId}, 'att_' || tail, user_id, e.kind, e.part, e.credits, 'a bench', at
      FROM asked, (VALUES ('h', 'hold', 'lookup', 9, false, false), ('c', 'charge', 'profile', 1, true, false),
                          ('p', 'charge', 'phone', 8, true, true)) e (letter, kind, part, credits, on_match, on_phone)
     WHERE answered_from = 'provider' AND (is_matched OR NOT e.on_match) AND (phone_state = 'delivered' OR NOT e.on_phone)`;
}

async function seedNumbers(tx: Tx, { workspaceId }: Asker): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO person_phone (id, workspace_id, person_id, number, type, status, source, source_id, observed_at, created_at)
    SELECT 'phn_' || p || '_' || tail, ${workspaceId}, person_id, '+1555' || p || n, 'mobile',
           CASE WHEN n % 5 = 0 THEN 'invalid_number' ELSE 'valid_number' END, 'delivery', 'dlv_' || tail,
           at + interval '2 minutes', at + interval '2 minutes'
      FROM asked, generate_series(1, ${PHONES_A_PERSON}) p WHERE phone_state = 'delivered'`;
  await tx.$executeRaw`
    INSERT INTO delivery (id, workspace_id, attempt_id, body_sha256, body, state, kind, received_at, last_seen_at, applied_at)
    SELECT 'dlv_' || tail, ${workspaceId}, 'att_' || tail, sha256(convert_to(tail, 'UTF8')),
           convert_to(repeat(md5(tail), 20), 'UTF8'), 'applied', 'phone', at + make_interval(secs => 30 + n % 600),
           at + interval '2 minutes', at + interval '2 minutes'
      FROM asked WHERE phone_state = 'delivered'`;
}
