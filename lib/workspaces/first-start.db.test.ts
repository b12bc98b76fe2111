import { beforeEach, expect, it, vi } from "vitest";
import { findSession } from "@/lib/auth/session-store";
import { db, inTransaction } from "@/lib/db/client";
import { env } from "@/lib/env/server";
import { useTestDatabase } from "@/lib/testing/database";
import { completeSetup, isSetupOpen } from "@/lib/workspaces/server/complete-setup";
import { ensureWorkspaces } from "@/lib/workspaces/server/ensure-workspaces";
import { prepareFirstStart } from "@/lib/workspaces/server/prepare-first-start";
import { signIn } from "@/lib/workspaces/server/sign-in";
import { PASSWORD } from "@/lib/workspaces/testing/a-member";

vi.mock(import("@/lib/env/server"), async (original) => {
  const actual = await original();
  return { ...actual, env: { ...actual.env } };
});

useTestDatabase();

const admin = { name: "Ada Lovelace", email: "Ada@Example.com", password: PASSWORD, address: "192.0.2.1" };

beforeEach(async () => {
  await db.workspace.deleteMany();
  await db.user.deleteMany();
  await db.instanceSetting.deleteMany();
  Object.assign(env, { ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined, PRACTICE: "on" });
});

const tokenOf = ({ setupUrl }: { setupUrl: string | null }) => new URL(setupUrl ?? "").searchParams.get("token") ?? "";

async function kinds(): Promise<string[]> {
  return (await db.workspace.findMany({ orderBy: { kind: "asc" } })).map(({ kind }) => kind);
}

it("ten starts at once make one live and one practice workspace, and every link they print works until one is used", async () => {
  const starts = await Promise.all(Array.from({ length: 3 }, () => prepareFirstStart()));
  await Promise.all(Array.from({ length: 7 }, () => inTransaction(ensureWorkspaces)));
  expect(await kinds()).toEqual(["live", "practice"]);
  const tokens = starts.map(tokenOf);
  for (const token of tokens) expect(await isSetupOpen(token)).toBe(true);
  await completeSetup({ ...admin, token: tokens[1] ?? "" });
  for (const token of tokens) expect(await isSetupOpen(token)).toBe(false);
});

it("the link leads to APP_URL, carries 256 bits, and only its hash is kept", async () => {
  const start = await prepareFirstStart();
  expect(start.setupUrl).toMatch(/^http:\/\/localhost:3999\/setup\?token=[\w-]{43}$/);
  expect(JSON.stringify(await db.instanceSetting.findMany())).not.toContain(tokenOf(start));
});

it("of 20 uses of the link at once exactly one makes an admin, and afterwards the link is unknown", async () => {
  const token = tokenOf(await prepareFirstStart());
  const uses = Array.from({ length: 20 }, (_, index) =>
    completeSetup({ ...admin, email: `a${String(index)}@example.com`, token }),
  );
  const outcomes = await Promise.allSettled(uses);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "not_found" });
  expect(await db.user.count()).toBe(1);
  expect(await db.membership.count({ where: { role: "admin" } })).toBe(2);
  expect(await isSetupOpen(token)).toBe(false);
  expect(await prepareFirstStart()).toEqual({ setupUrl: null });
  const { id: subject } = await db.user.findFirstOrThrow();
  expect(await db.auditEvent.count({ where: { action: "setup.completed", subject } })).toBe(1);
});

it("whoever completes the set-up is signed in as admin of the practice workspace, and can sign in again", async () => {
  const session = await completeSetup({ ...admin, token: tokenOf(await prepareFirstStart()) });
  expect(await findSession(session)).toMatchObject({
    role: "admin",
    workspaceKind: "practice",
    email: "ada@example.com",
  });
  const again = await signIn({ email: " ADA@example.com", password: PASSWORD, address: "192.0.2.1" });
  expect(again.userId).toBe(session.userId);
});

it.each(["", "x", "A".repeat(43)])("a made-up link creates nobody: %s", async (token) => {
  await prepareFirstStart();
  await expect(completeSetup({ ...admin, token })).rejects.toMatchObject({ code: "not_found" });
  expect(await db.user.count()).toBe(0);
});

it("the password is kept as argon2id of 64 MiB and three passes", async () => {
  await completeSetup({ ...admin, token: tokenOf(await prepareFirstStart()) });
  const { passwordHash } = await db.user.findFirstOrThrow();
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
});

it("ADMIN_EMAIL and ADMIN_PASSWORD make the admin at start, once, and close every link", async () => {
  const earlier = tokenOf(await prepareFirstStart());
  Object.assign(env, { ADMIN_EMAIL: "grace.hopper@example.com", ADMIN_PASSWORD: PASSWORD });
  const starts = await Promise.all(Array.from({ length: 4 }, () => prepareFirstStart()));
  expect(starts).toEqual(Array.from({ length: 4 }, () => ({ setupUrl: null })));
  expect(await db.user.findMany()).toMatchObject([{ email: "grace.hopper@example.com", name: "Grace Hopper" }]);
  expect(await isSetupOpen(earlier)).toBe(false);
});

it("a later start with another ADMIN_EMAIL changes nobody", async () => {
  await completeSetup({ ...admin, token: tokenOf(await prepareFirstStart()) });
  Object.assign(env, { ADMIN_EMAIL: "other@example.com", ADMIN_PASSWORD: PASSWORD });
  expect(await prepareFirstStart()).toEqual({ setupUrl: null });
  expect(await db.user.findMany()).toMatchObject([{ email: "ada@example.com" }]);
});

it("with PRACTICE off there is no practice workspace, and one from before is out of reach", async () => {
  Object.assign(env, { PRACTICE: "off" });
  await inTransaction(ensureWorkspaces);
  expect(await kinds()).toEqual(["live"]);
  Object.assign(env, { PRACTICE: "on" });
  const session = await completeSetup({ ...admin, token: tokenOf(await prepareFirstStart()) });
  expect(await findSession(session)).toMatchObject({ workspaceKind: "practice" });
  Object.assign(env, { PRACTICE: "off" });
  expect(await findSession(session)).toMatchObject({ workspaceKind: "live" });
});
