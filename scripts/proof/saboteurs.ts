export type Patch = { file: string; find: string; replace: string };

/**
 * Builds of the product that are broken on purpose: what a proof must be able to see. Each puts one well-known mistake in
 * place of what the product does, and takes away what the database would still prevent.
 */
export type Saboteur = { patches: Patch[]; sql: string[] };

export const SABOTEURS = {
  "acknowledge-before-insert": {
    patches: [
      {
        file: "lib/deliveries/server/record-delivery.ts",
        find: "return store({ attemptId, body, bodySha256: sha256(body) }, { bytes: body.length, timeoutMs });",
        replace:
          "void store({ attemptId, body, bodySha256: sha256(body) }, { bytes: body.length, timeoutMs }).catch(() => null);\n  return Promise.resolve('new');",
      },
    ],
    sql: [],
  },
  /** "Is an identical one under way?" is asked, and nothing keeps two from hearing no. */
  "check-then-insert": { patches: [], sql: ["DROP INDEX attempt_in_flight"] },
  /** Rows are marked as taken a moment after the commit that took them. */
  "claim-then-mark": {
    patches: [
      {
        file: "lib/runs/server/claim-rows.ts",
        find: "if (moved.length > 0) await writePlaced(tx, run, moved);",
        replace:
          "setTimeout(() => void inTransaction((later) => writePlaced(later, run, moved)).catch(() => null), 60);",
      },
      {
        file: "lib/lookups/server/attempt-store.ts",
        find: 'await withdrawLate(tx, attempts[0]?.workspaceId ?? "", ids);',
        replace: "await Promise.resolve(new Set<string>());",
      },
    ],
    sql: ["DROP INDEX attempt_in_flight"],
  },
  /** What a dead worker had on its way is taken for never sent, and its rows go back to the queue. */
  "crashed-rows-again": {
    patches: [
      {
        file: "lib/lookups/server/sweep-stale-attempts.ts",
        find: `to: "unknown", set });
    if (isOurs) await publishOutcome(tx, { attemptId: id, workspaceId }, { outcome: "unknown", ...set });`,
        replace: `to: "not_sent", set: { ...set, settledAt: await readClock(tx) } });
    if (!isOurs) return;
    await releaseRemainder(tx, { workspaceId, attemptId: id }, "its process died");
    await tx.$executeRaw\`
      UPDATE run_row SET state = 'queued', lookup_id = NULL
       WHERE lookup_id IN (SELECT l.id FROM lookup l WHERE l.attempt_id = \${id})\`;
    await publishOutcome(tx, { attemptId: id, workspaceId }, { outcome: "failed", ...set });`,
      },
    ],
    sql: [],
  },
  /** A reveal is charged as soon as it ends, whatever it brought. */
  "charge-any-reveal": {
    patches: [
      {
        file: "lib/credits/server/settle-phone-credits.ts",
        find: "  if (!mobileDelivered) return;\n",
        replace: "",
      },
    ],
    sql: [],
  },
  /** As everyone does who reads it with JSON.parse: half of the ids are beyond 2^53. */
  "rounded-request-id": {
    patches: [
      {
        file: "lib/apollo/client.ts",
        find: "`webhook_result/${assertInt64(requestId)}`",
        replace: "`webhook_result/${BigInt(Number(assertInt64(requestId))).toString()}`",
      },
    ],
    sql: [],
  },
  "retry-on-time-out": {
    patches: [
      {
        file: "lib/lookups/server/send-attempt.ts",
        find: 'if (outcome.kind !== "not_sent" ||',
        replace: 'if ((outcome.kind !== "not_sent" && outcome.kind !== "unknown") ||',
      },
    ],
    sql: [],
  },
  /** That the call was answered is one commit; the person, the charge and what the rep sees are another. */
  "settle-in-two-commits": {
    patches: [
      {
        file: "lib/lookups/server/settle-matched.ts",
        find: "const moved = await moveAnswered(tx, ",
        replace: `const { db } = await import("@/lib/db/client");
  const moved = await moveAnswered(db, `,
      },
      {
        file: "lib/lookups/server/settle-attempt.ts",
        find: "const held = await holdAttempts(\n    tx,",
        replace: 'const { db } = await import("@/lib/db/client");\n  const held = await holdAttempts(\n    db,',
      },
    ],
    sql: [],
  },
  /** A body is taken off the list before what it brought is written. */
  "mark-then-apply": {
    patches: [
      {
        file: "lib/deliveries/server/apply-delivery.ts",
        find: "if (!whole || !attempt) continue;",
        replace: `if (!whole || !attempt) continue;
    const { db } = await import("@/lib/db/client");
    await db.delivery.updateMany({ where: { id }, data: { state: "applied", kind: "phone", appliedAt: now } });`,
      },
    ],
    sql: [],
  },
  /** What came last is believed, whatever its date. */
  "last-word-wins": {
    patches: [
      {
        file: "lib/merge/dated-fields.ts",
        find: "if (seen.at !== known.at) return seen.at > known.at;",
        replace: "if (seen.at !== known.at) return true;",
      },
    ],
    sql: [],
  },
  "check-then-update": {
    patches: [
      {
        file: "lib/credits/server/budget-store.ts",
        find: `function tryHold(tx: Tx, { workspaceId, scopes, credits }: Wanted): Promise<Tried[]> {
  return tx.$queryRaw\``,
        replace: `async function tryHold(tx: Tx, { workspaceId, scopes, credits }: Wanted): Promise<Tried[]> {
  const open = await tx.$queryRaw<Tried[]>\`
    SELECT id, scope, credit_limit IS NULL OR held + spent + \${credits} <= credit_limit AS "isHeld" FROM budget_period
     WHERE workspace_id = \${workspaceId} AND scope = ANY (\${scopes}) AND starts_at <= now() AND ends_at > now()
     ORDER BY scope <> \${WORKSPACE_SCOPE}\`;
  const ids = open.flatMap(({ id, isHeld }) => (isHeld ? [id] : []));
  await tx.$executeRaw\`UPDATE budget_period SET held = held + \${credits} WHERE id = ANY (\${ids})\`;
  return open;
}

function neverCalled(tx: Tx, { workspaceId, scopes, credits }: Wanted): Promise<Tried[]> {
  return tx.$queryRaw\``,
      },
    ],
    sql: ["ALTER TABLE budget_period DROP CONSTRAINT budget_period_within_cap"],
  },
} as const satisfies Record<string, Saboteur>;

export type SaboteurName = keyof typeof SABOTEURS;

/** No saboteur: the same build with less patience, so that a proof need not wait a minute for each time-out. */
export const HURRIED: Saboteur = {
  patches: [
    { file: "lib/apollo/configured.ts", find: "const TIMEOUT_MS = 60_000;", replace: "const TIMEOUT_MS = 2_500;" },
    {
      file: "lib/lookups/server/settle-matched.ts",
      find: "const FIRST_POLL_AFTER_MS = 120_000;",
      replace: "const FIRST_POLL_AFTER_MS = 1_500;",
    },
    { file: "lib/deliveries/server/poll-attempt.ts", find: "const INTERVAL_S = 30;", replace: "const INTERVAL_S = 2;" },
    {
      file: "lib/lookups/server/attempt-phone-store.ts",
      find: '{ comeWithin: "15 minutes", polledAfter: "2 minutes" }',
      replace: '{ comeWithin: "4 seconds", polledAfter: "1 second" }',
    },
  ],
  sql: [],
};
