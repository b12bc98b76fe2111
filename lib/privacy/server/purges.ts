import "server-only";
import { countPurgeable } from "@/lib/audit/server/count-purgeable";
import { purgeAudit } from "@/lib/audit/server/purge-audit";
import { countOldSessions, removeOldSessions } from "@/lib/auth/session-store";
import { countOldFailures, removeOldFailures } from "@/lib/auth/sign-in-failure-store";
import type { Tx } from "@/lib/db/client";
import { countOldRefusals, removeOldRefusals } from "@/lib/deliveries/server/count-refusal";
import { countOldBodies, removeOldBodies } from "@/lib/deliveries/server/remove-old-bodies";
import { countOldProbes, removeOldProbes } from "@/lib/deliveries/server/webhook-probe-store";
import { countOldAnswers, removeOldAnswers } from "@/lib/lookups/server/remove-old-answers";
import { countDeleted, removeDeleted } from "@/lib/notes/server/remove-deleted";
import { countOldReveals, removeOldReveals } from "@/lib/people/server/phone-reveal-store";
import { countOldRunRows, removeOldRunRows } from "@/lib/runs/server/remove-old-runs";
import type { RetentionRule } from "@/lib/privacy/retention";

/** What is older than so many days, counted or removed up to `max`. `workspaceId` says nothing to a rule of the installation. */
export type OldRows = { workspaceId: string; days: number; max: number };
export type Due = { due: number; heldBack: number };

type Purge = {
  count: (tx: Tx, old: OldRows) => Promise<Due>;
  /** Removes a batch in the caller's transaction. Fewer than `max`: nothing is left for now. */
  remove: (tx: Tx, old: OldRows) => Promise<number>;
};

/** One that removes all at once, in short transactions of its own. */
type WholePurge = { count: (before: Date) => Promise<number>; removeAll: (before: Date) => Promise<number> };

const plain = (count: (tx: Tx, old: OldRows) => Promise<number>) => async (tx: Tx, old: OldRows) => ({
  due: await count(tx, old),
  heldBack: 0,
});

/** How each rule's rows are found and removed, by the store that owns their table. */
export const PURGES: Record<Exclude<RetentionRule, "audit">, Purge> = {
  delivery_bodies: { count: countOldBodies, remove: removeOldBodies },
  attempt_answers: { count: countOldAnswers, remove: removeOldAnswers },
  phone_reveals: { count: plain(countOldReveals), remove: removeOldReveals },
  webhook_probes: { count: plain(countOldProbes), remove: removeOldProbes },
  run_rows: { count: plain(countOldRunRows), remove: removeOldRunRows },
  deleted_notes: { count: plain(countDeleted), remove: removeDeleted },
  sign_in_failures: { count: plain(countOldFailures), remove: removeOldFailures },
  sessions: { count: plain(countOldSessions), remove: removeOldSessions },
  webhook_refusals: { count: plain(countOldRefusals), remove: removeOldRefusals },
};

/** The audit removes its own beginning as a whole, because its chain hangs on an anchor. */
export const AUDIT_PURGE: WholePurge = { count: countPurgeable, removeAll: purgeAudit };
