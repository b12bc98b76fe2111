import { beforeEach, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/auth/viewer";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids/ids";
import { aViewer, aWorkspace } from "@/lib/testing/builders";
import { useTestDatabase } from "@/lib/testing/database";
import { exportUsage } from "@/lib/usage/server/export-usage";
import { getUsageReport } from "@/lib/usage/server/get-usage-report";
import { aKey, aPerson, ask, spend } from "@/lib/usage/testing/spend";

useTestDatabase();

const NOW = new Date("2026-04-20T12:00:00Z");
const at = (time: string) => new Date(`2026-04-${time}Z`);
const WEEK = { range: "7d" } as const; // 14 to 20 April; before them 7 to 13 April

let admin: Viewer;
let rep: Viewer;
let colleague: Viewer;

beforeEach(async () => {
  const workspaceId = await aWorkspace();
  [admin, rep, colleague] = await Promise.all([
    aViewer({ workspaceId, role: "admin" }),
    aViewer({ workspaceId }),
    aViewer({ workspaceId }),
  ]);
});

describe("what was spent", () => {
  test("is cut into days at midnight UTC, with a zero for each day without spending", async () => {
    await spend(rep, { credits: "1", at: at("13T23:59:59.999") });
    await spend(rep, { credits: "2", at: at("14T00:00:00") });
    await spend(rep, { credits: "4.5", at: at("15T00:00:00") });
    const { series, before } = await getUsageReport(admin, WEEK, NOW);
    expect(series.points.map(({ from, total }) => [from.slice(-2), total])).toEqual([
      ...[
        ["14", "2"],
        ["15", "4.5"],
        ["16", "0"],
        ["17", "0"],
        ["18", "0"],
        ["19", "0"],
        ["20", "0"],
      ],
    ]);
    expect(before.credits).toBe("1");
  });

  test("is charges and adjustments of this workspace: no hold, no release, nobody else's", async () => {
    await spend(rep, { credits: "8", part: "phone", at: at("15T10:00") });
    await spend(rep, { credits: "-1", kind: "adjustment", at: at("15T10:00") });
    await spend(rep, { credits: "9", kind: "hold", part: "lookup", at: at("15T10:00") });
    await spend(rep, { credits: "1", kind: "release", part: "lookup", at: at("15T10:00") });
    await spend(await aViewer({ workspaceId: await aWorkspace() }), { credits: "500", at: at("15T10:00") });
    const { series, now } = await getUsageReport(admin, WEEK, NOW);
    expect(now.credits).toBe("7");
    expect(series.groups).toEqual([
      { id: "phone", name: null, credits: "8" },
      { id: "adjustment", name: null, credits: "-1" },
    ]);
  });

  test("is told by where the lookup that paid came from, a run among them", async () => {
    const workspaceId = await aWorkspace();
    const member = await aViewer({ workspaceId, role: "admin" });
    const of = async (credits: string, asked: { source: string; answeredFrom: string }[]) => {
      const attemptId = await spend(member, { at: at("15T10:00"), credits });
      for (const one of asked) await ask(member, { createdAt: at("15T10:00"), attemptId, ...one });
    };
    await of("5", [
      { source: "form", answeredFrom: "joined" },
      { source: "run", answeredFrom: "provider" },
    ]);
    await of("2", [{ source: "form", answeredFrom: "provider" }]);
    await of("1", []);
    const { series } = await getUsageReport(member, { ...WEEK, by: "source" }, NOW);
    expect(series.groups.map(({ id, credits }) => [id, credits])).toEqual([
      ["run", "5"],
      ["form", "2"],
      ["none", "1"],
    ]);
    expect((await exportUsage(member, { ...WEEK, by: "source" }, NOW)).csv).toContain("Runs,5");
  });

  test("is told by the key that the call was made with, and by member", async () => {
    const key = await aKey(rep.workspaceId, "Main key");
    await spend(rep, { credits: "8", at: at("15T10:00"), apiKeyId: key });
    await spend(colleague, { credits: "1", at: at("16T10:00") });
    const byKey = await getUsageReport(admin, { ...WEEK, by: "key" }, NOW);
    expect(byKey.series.groups.map(({ name, credits }) => [name, credits])).toEqual([
      ["Main key", "8"],
      [null, "1"],
    ]);
    const byMember = await getUsageReport(admin, { ...WEEK, by: "member" }, NOW);
    expect(byMember.series.groups.map(({ id, credits }) => [id, credits])).toEqual([
      [rep.userId, "8"],
      [colleague.userId, "1"],
    ]);
  });
});

describe("a rep", () => {
  beforeEach(async () => {
    await spend(rep, { credits: "3", at: at("15T10:00") });
    await spend(colleague, { credits: "40", at: at("15T10:00") });
    await ask(rep, { createdAt: at("15T10:00") });
    await ask(colleague, { createdAt: at("15T10:00"), answeredFrom: "store", creditsSaved: "9" });
  });

  test("sees their own usage and nobody's beside it", async () => {
    for (const by of ["kind", "member", "key"] as const) {
      const report = await getUsageReport(rep, { ...WEEK, by }, NOW);
      expect(report.now).toMatchObject({ credits: "3", lookups: 1, saved: { total: "0" } });
      expect(report.members.map(({ id }) => id)).toEqual([rep.userId]);
      expect(JSON.stringify(report)).not.toContain(colleague.userId);
    }
    const { csv } = await exportUsage(rep, { ...WEEK, by: "member" }, NOW);
    expect(csv).toBe(`Day (UTC),Member,Member ID,Credits\r\n2026-04-15,A rep,${rep.userId},3\r\n`);
  });

  test("who asks for another member's usage is refused, in the report and in the file", async () => {
    const asked = { ...WEEK, who: colleague.userId };
    await expect(getUsageReport(rep, asked, NOW)).rejects.toMatchObject({ code: "forbidden" });
    await expect(exportUsage(rep, asked, NOW)).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.auditEvent.count({ where: { workspaceId: rep.workspaceId } })).toBe(0);
    expect((await getUsageReport(rep, { ...WEEK, who: rep.userId }, NOW)).now.credits).toBe("3");
    const reviewer = await aViewer({ workspaceId: rep.workspaceId, role: "reviewer" });
    expect((await getUsageReport(reviewer, asked, NOW)).now).toMatchObject({ credits: "40", lookups: 1 });
  });
});

describe("what came of it", () => {
  test("saved credits are those of answers from the store and of joined lookups", async () => {
    await ask(rep, { createdAt: at("15T10:00"), answeredFrom: "store", creditsSaved: "9" });
    await ask(rep, { createdAt: at("15T10:00"), answeredFrom: "joined", creditsSaved: "1" });
    await ask(rep, { createdAt: at("08T10:00"), answeredFrom: "store", creditsSaved: "1" });
    const { now, before, members } = await getUsageReport(admin, WEEK, NOW);
    expect(now.saved).toEqual({ total: "10", store: "9", joined: "1", storeCount: 1, joinedCount: 1 });
    expect(before.saved.total).toBe("1");
    expect(members[0]).toMatchObject({ id: rep.userId, lookups: 2, saved: "10.0000" });
  });

  test("the match rate is of what the provider answered, by the strongest that was given", async () => {
    const createdAt = at("15T10:00");
    const byLinkedin = { fullName: "Ana Silva", companyDomain: "acme.example", linkedinUrl: "https://x" };
    await ask(rep, { createdAt });
    await ask(rep, { createdAt, outcome: "no_match" });
    await ask(rep, { createdAt, outcome: "failed" });
    await ask(rep, { createdAt, answeredFrom: "store" });
    await ask(rep, { createdAt, input: byLinkedin, outcome: "needs_a_look" });
    await ask(rep, { createdAt, input: { fullName: "Ana Silva", companyDomain: "acme.example" } });
    await ask(rep, { createdAt, input: { firstName: "Ana", lastName: "Silva", companyName: "Acme" } });
    await ask(rep, { createdAt, input: { hashedEmail: "0".repeat(64) } });
    await ask(rep, { createdAt, input: { apolloId: "0".repeat(24), email: "a@acme.example" } });
    await ask(rep, { createdAt, input: {} });
    const { inputs, now } = await getUsageReport(admin, WEEK, NOW);
    expect(inputs.map(({ kind, lookups, matched }) => [kind, lookups, matched.count, matched.of])).toEqual([
      ["apollo_id", 1, 1, 1],
      ["email", 4, 1, 2],
      ["hashed_email", 1, 1, 1],
      ["linkedin", 1, 0, 1],
      ["name_domain", 1, 1, 1],
      ["name_company", 1, 1, 1],
      ["erased", 1, 1, 1],
    ]);
    expect(now.matched).toEqual({ of: 8, count: 6 });
  });

  test("a usable number costs what all lookups for numbers cost, by the valid numbers that came after each", async () => {
    const asks = { options: { revealPhoneNumber: true } };
    const bought = await aPerson(rep, [
      { at: at("01T10:00") },
      { at: at("15T10:02") },
      { at: at("15T10:02"), status: "invalid_number" },
      { at: at("15T10:03"), source: "human" },
      { at: at("17T10:02") },
    ]);
    const delivered = { ...asks, personId: bought, phoneState: "delivered", creditsCharged: "9" };
    await ask(rep, { ...delivered, createdAt: at("15T10:00") });
    await ask(rep, { ...delivered, createdAt: at("17T10:00") });
    await ask(rep, { ...asks, createdAt: at("16T10:00"), phoneState: "none_found", creditsCharged: "1" });
    await ask(rep, { ...asks, createdAt: at("16T10:00"), phoneState: "waiting", creditsCharged: "1" });
    await ask(rep, { ...asks, createdAt: at("16T10:00"), outcome: "no_match" });
    await ask(rep, { createdAt: at("16T10:00"), creditsCharged: "1" });
    const both = { options: { waterfallEmail: true, waterfallPhone: true }, waterfallState: "delivered" };
    const addressAlone = await aPerson(rep, []);
    await ask(rep, { ...both, createdAt: at("16T10:00"), personId: addressAlone, creditsCharged: "5" });
    const { now, before } = await getUsageReport(admin, WEEK, NOW);
    expect(now.phones).toEqual({ came: { of: 4, count: 2 }, usable: 2, credits: "25", perNumber: "12.5" });
    expect(before.phones).toMatchObject({ usable: 0, perNumber: null });
  });

  test("arrival times are of the first body that brought something, by kind, of those that arrived in these days", async () => {
    const arrive = async (
      seconds: number,
      kind: string,
      later: { answeredAt: Date } = { answeredAt: at("15T10:00") },
    ) => {
      const attemptId = await spend(rep, { credits: "1", at: later.answeredAt });
      await db.attempt.update({ where: { id: attemptId }, data: later });
      await ask(rep, { createdAt: later.answeredAt, attemptId });
      for (const after of [seconds, seconds + 500]) {
        const body = new Uint8Array(Buffer.from(`${attemptId} ${String(after)}`));
        const receivedAt = new Date(later.answeredAt.getTime() + after * 1000);
        const bodySha256 = new Uint8Array(sha256(Buffer.from(body).toString()));
        await db.delivery.create({
          data: {
            ...{ id: newId("delivery"), workspaceId: rep.workspaceId, attemptId, body, bodySha256 },
            ...{ kind, receivedAt, state: "applied" },
          },
        });
      }
    };
    for (const seconds of [10, 20, 30, 40, 50]) await arrive(seconds, "phone");
    await arrive(7, "waterfall", { answeredAt: at("10T10:00") });
    const whole = [
      {
        kind: "phone",
        now: { arrivals: 5, medianS: 30, p90S: 46 },
        before: { arrivals: 0, medianS: null, p90S: null },
      },
      {
        kind: "waterfall",
        now: { arrivals: 0, medianS: null, p90S: null },
        before: { arrivals: 1, medianS: 7, p90S: 7 },
      },
    ];
    expect((await getUsageReport(admin, WEEK, NOW)).arrivals).toEqual(whole);
    expect((await getUsageReport(rep, WEEK, NOW)).arrivals).toEqual(whole);
    expect((await getUsageReport(colleague, WEEK, NOW)).arrivals[0]?.now.arrivals).toBe(0);
  });
});

test("the file is safe in a spreadsheet, every group by itself, and the audit says who took how many rows", async () => {
  await db.user.update({ where: { id: rep.userId }, data: { name: '=HYPERLINK("https://evil.example","a, b")' } });
  await spend(rep, { credits: "8", at: at("15T10:00") });
  await spend(rep, { credits: "-1.5", kind: "adjustment", at: at("16T10:00") });
  const { csv, name } = await exportUsage(admin, { ...WEEK, by: "member" }, NOW);
  const cell = `"'=HYPERLINK(""https://evil.example"",""a, b"")"`;
  expect(csv).toBe(
    `Day (UTC),Member,Member ID,Credits\r\n2026-04-15,${cell},${rep.userId},8\r\n2026-04-16,${cell},${rep.userId},-1.5\r\n`,
  );
  expect(name).toBe("usage-2026-04-14-to-2026-04-20-by-member.csv");
  const audited = await db.auditEvent.findMany({ where: { workspaceId: rep.workspaceId } });
  expect(audited.map(({ actorId, action, detail }) => ({ actorId, action, detail }))).toEqual([
    {
      actorId: admin.userId,
      action: "usage.exported",
      detail: { rows: 2, from: "2026-04-14", to: "2026-04-20", by: "member" },
    },
  ]);
});
