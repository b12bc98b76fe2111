import type { Client } from "pg";
import { differs } from "@/scripts/proof/verdict";

type LookupSeen = { outcome: string; phone: string; error: string | null; held: number; charged: number };
export type AttemptSeen = {
  state: string;
  phone: string;
  resolution: string | null;
  error: string | null;
  isAnswered: boolean;
  isSettled: boolean;
  ledger: string[];
  deliveries: string[];
  lookups: LookupSeen[];
};
type PersonSeen = { title: string | null; phone_state: string; phones: unknown[]; emails: string[] };

/** All that is known in one workspace, without the ids and times that differ from one run to another. Oldest first. */
export type World = {
  attempts: AttemptSeen[];
  people: PersonSeen[];
  companies: unknown[];
  /** Of each budget's period what is held and spent, where that is anything. */
  money: string[];
  /** In what state each API key is. */
  keys: string[];
  /** In what state erasures are, and what is kept out by them. */
  erased: string[];
  audit: string[];
};

const list = (what: string, from: string): string => `(SELECT coalesce(json_agg(${what}), '[]') FROM ${from})`;

const PASSING = "ARRAY['id', 'workspace_id', 'company_id', 'field_dates', 'observed_at', 'created_at', 'updated_at']";

const PERSON = `
  (to_jsonb(p) - ${PASSING}) || jsonb_build_object(
    'phones', ${list("json_build_array(h.number, h.type, h.status, h.source) ORDER BY h.number", "person_phone h WHERE h.person_id = p.id")},
    'emails', ${list("e.address || ' ' || e.kind ORDER BY e.address", "person_email e WHERE e.person_id = p.id")},
    'names', ${list("i.kind || ' ' || i.value ORDER BY i.kind, i.value", "person_identity i WHERE i.person_id = p.id")})`;

const LOOKUP = `
  json_build_object(
    'outcome', l.outcome, 'phone', l.phone_state, 'error', l.error_code, 'held', l.credits_held::float8,
    'charged', l.credits_charged::float8, 'answeredFrom', l.answered_from, 'isSettled', l.settled_at IS NOT NULL)`;

const ATTEMPT = `
  json_build_object(
    'state', a.state, 'phone', a.phone_state, 'resolution', a.resolution, 'decision', a.decision, 'error', a.error_code,
    'found', a.returned_apollo_id, 'isAnswered', a.answered_at IS NOT NULL, 'isSettled', a.settled_at IS NOT NULL,
    'isPolled', a.poll_at IS NOT NULL,
    'ledger', ${list("e.kind || ' ' || e.part || ' ' || e.credits::float8 ORDER BY e.kind, e.part", "ledger_entry e WHERE e.attempt_id = a.id")},
    'deliveries', ${list("concat_ws(' ', d.state, d.kind, d.via, d.reason) ORDER BY d.received_at", "delivery d WHERE d.attempt_id = a.id")},
    'lookups', ${list(`${LOOKUP} ORDER BY l.created_at, l.id`, "lookup l WHERE l.attempt_id = a.id")})`;

const WORLD = `
  SELECT json_build_object(
    'attempts', ${list(`${ATTEMPT} ORDER BY a.created_at, a.id`, "attempt a WHERE a.workspace_id = $1")},
    'people', ${list(`${PERSON} ORDER BY p.apollo_id`, "person p WHERE p.workspace_id = $1")},
    'companies', ${list(`to_jsonb(c) - ${PASSING} ORDER BY c.apollo_id`, "company c WHERE c.workspace_id = $1")},
    'money', ${list(
      `CASE b.scope WHEN 'workspace' THEN 'workspace' ELSE 'member' END || ': held ' || b.held::float8 || ', spent ' || b.spent::float8
       ORDER BY b.scope = 'workspace'`,
      "budget_period b WHERE b.workspace_id = $1 AND (b.held <> 0 OR b.spent <> 0)",
    )},
    'keys', ${list(
      "concat_ws(' ', k.state, k.health, CASE WHEN k.is_default THEN 'default' END) ORDER BY k.key_version",
      "api_key k WHERE k.workspace_id = $1",
    )},
    'erased', ${list(
      "e.told ORDER BY e.told",
      `(SELECT 'erasure ' || state AS told FROM erasure WHERE workspace_id = $1
         UNION SELECT 'kept out by ' || kind FROM suppression WHERE workspace_id = $1 AND reason = 'erased') e`,
    )},
    'audit', ${list("u.action ORDER BY u.id", "audit_event u WHERE u.workspace_id = $1 AND u.action <> 'reveal.requested'")}) AS world`;

export async function readWorld(client: Client, workspaceId: string): Promise<World> {
  const { rows } = await client.query<{ world: World }>(WORLD, [workspaceId]);
  if (!rows[0]) throw new Error("the world cannot be read");
  return rows[0].world;
}

/** Part by part, so that what differs can be read. */
export function differsIn(what: string, found: World, expected: World): string[] {
  const parts = Object.keys(expected) as (keyof World)[];
  return parts.flatMap((part) => differs(`${what}, ${part}`, found[part], expected[part]));
}

/** The ledger is append-only and keeps its times: nothing but the provider's month is measured by them. */
const TIMES = {
  attempt: "created_at sent_at answered_at settled_at send_after poll_at hold_until decided_at",
  lookup: "created_at settled_at",
  delivery: "received_at last_seen_at applied_at",
  reconciliation: "taken_at",
  erasure: "requested_at lease_until",
  api_key: "ending_since",
};

/** Lets time go by in one workspace: whatever was, was so many minutes earlier. */
export async function passMinutes(client: Client, workspaceId: string, minutes: number): Promise<void> {
  for (const [table, columns] of Object.entries(TIMES)) {
    const moved = columns.split(" ").map((column) => `${column} = ${column} - make_interval(mins => $2)`);
    await client.query(`UPDATE ${table} SET ${moved.join(", ")} WHERE workspace_id = $1`, [workspaceId, minutes]);
  }
}
