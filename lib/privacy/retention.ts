/** What is settled for one workspace, and what holds for the whole installation. */
export const WORKSPACE_RULES = [
  "delivery_bodies",
  "attempt_answers",
  "phone_reveals",
  "webhook_probes",
  "deleted_notes",
  "run_rows",
] as const;
export const INSTALLATION_RULES = ["sign_in_failures", "sessions", "webhook_refusals", "audit"] as const;
export const RETENTION_RULES = [...WORKSPACE_RULES, ...INSTALLATION_RULES] as const;
export type RetentionRule = (typeof RETENTION_RULES)[number];

/** The scope of what holds for all workspaces; any other scope is a workspace's id. */
export const INSTALLATION_SCOPE = "installation";

type Terms = { defaultDays: number; minDays: number; maxDays: number };

/** Whole days. A lower bound is what the program itself still needs. */
export const RETENTION_TERMS: Record<RetentionRule, Terms> = {
  delivery_bodies: { defaultDays: 30, minDays: 1, maxDays: 3650 },
  attempt_answers: { defaultDays: 30, minDays: 1, maxDays: 3650 },
  phone_reveals: { defaultDays: 730, minDays: 1, maxDays: 3650 },
  webhook_probes: { defaultDays: 90, minDays: 1, maxDays: 365 },
  // So that a toast's Undo finds them.
  deleted_notes: { defaultDays: 1, minDays: 1, maxDays: 30 },
  run_rows: { defaultDays: 90, minDays: 1, maxDays: 3650 },
  // Failures of the last quarter of an hour decide who may try again.
  sign_in_failures: { defaultDays: 1, minDays: 1, maxDays: 365 },
  // A session lives for thirty days, and for as long its address is a familiar one.
  sessions: { defaultDays: 60, minDays: 31, maxDays: 3650 },
  // The Deliveries page counts a week.
  webhook_refusals: { defaultDays: 365, minDays: 8, maxDays: 3650 },
  audit: { defaultDays: 730, minDays: 90, maxDays: 3650 },
};

export function rulesOf(scope: string): readonly RetentionRule[] {
  return scope === INSTALLATION_SCOPE ? INSTALLATION_RULES : WORKSPACE_RULES;
}

export function isInstallationRule(rule: RetentionRule): boolean {
  return INSTALLATION_RULES.some((known) => known === rule);
}

/** When the night's run begins, UTC. */
const NIGHT = { hour: 3, minute: 17 };
export const NIGHTLY_CRON = `${String(NIGHT.minute)} ${String(NIGHT.hour)} * * *`;

/** The next night's run after this moment. */
export function nextNight(now: Date): Date {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), NIGHT.hour, NIGHT.minute);
  return new Date(today > now.getTime() ? today : today + 86_400_000);
}
