import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import { INSTALLATION_SCOPE } from "@/lib/privacy/retention";
import { SetRetentionInput } from "@/lib/privacy/retention-overview";
import { getRetention } from "@/lib/privacy/server/get-retention";
import { requestRetention } from "@/lib/privacy/server/request-retention";
import { setRetention } from "@/lib/privacy/server/set-retention";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";

useTestDatabase();

const FROM = "192.0.2.7";
let admin: Viewer;
let learner: Viewer;

beforeEach(async () => {
  admin = await aViewer({ workspaceId: await aWorkspace("live"), role: "admin", workspaceKind: "live" });
  learner = await aViewer({ workspaceId: await aWorkspace(), role: "admin" });
});

const daysOf = async (viewer: Viewer, rule: string) =>
  (await getRetention(viewer)).rules.find((known) => known.rule === rule)?.days;

describe("how long things are kept", () => {
  test("is set by an admin for the own workspace, and the audit keeps the old and the new number", async () => {
    await setRetention(admin, { days: { delivery_bodies: 7, attempt_answers: 30 } }, FROM);
    expect([await daysOf(admin, "delivery_bodies"), await daysOf(learner, "delivery_bodies")]).toEqual([7, 30]);
    const events = await db.auditEvent.findMany({ where: { workspaceId: admin.workspaceId } });
    expect(events).toMatchObject([
      { action: "retention.changed", subject: "delivery_bodies", detail: { old: 30, new: 7 }, address: FROM },
    ]);
  });

  test("is set for the whole installation from a live workspace only", async () => {
    await expect(setRetention(learner, { days: { audit: 100 } }, FROM)).rejects.toMatchObject({ code: "forbidden" });
    await setRetention(admin, { days: { audit: 100 } }, FROM);
    expect(await daysOf(learner, "audit")).toBe(100);
    await db.retentionRule.deleteMany({ where: { scope: INSTALLATION_SCOPE } });
  });

  test.each([
    ["delivery_bodies", 0],
    ["audit", 89],
    ["sessions", 30],
    ["webhook_probes", 366],
  ] as const)("%s cannot be %i days, and then nothing is changed", async (rule, days) => {
    const change = setRetention(admin, { days: { attempt_answers: 5, [rule]: days } }, FROM);
    const refused: unknown = await change.catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "invalid_input" });
    expect(refused).toHaveProperty(["fields", `days.${rule}`]);
    expect(await daysOf(admin, "attempt_answers")).toBe(30);
  });

  test.each([{ days: { ledger: 1 } }, { days: { audit: 1.5 } }, { days: { audit: "1" } }])(
    "%j is no setting",
    (given) => {
      expect(SetRetentionInput.safeParse(given).success).toBe(false);
    },
  );

  test.each(["rep", "reviewer"] as const)("is not for a %s to see, set or run", async (role) => {
    const viewer = await aViewer({ workspaceId: admin.workspaceId, role, workspaceKind: "live" });
    for (const call of [getRetention(viewer), setRetention(viewer, { days: {} }, FROM), requestRetention(viewer)])
      await expect(call).rejects.toMatchObject({ code: "forbidden" });
  });
});
