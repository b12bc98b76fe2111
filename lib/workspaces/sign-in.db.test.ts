import { verify } from "@node-rs/argon2";
import { afterEach, describe, expect, it, vi } from "vitest";
import { toAccountKey } from "@/lib/auth/check-credentials";
import { reserveSignIn } from "@/lib/auth/sign-in-failure-store";
import { db } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/testing/database";
import { enterWorkspace } from "@/lib/workspaces/server/enter-workspace";
import { signIn } from "@/lib/workspaces/server/sign-in";
import { aMember, PASSWORD } from "@/lib/workspaces/testing/a-member";
import { AuthBrowser } from "@/lib/workspaces/testing/auth-browser";

vi.mock(import("@node-rs/argon2"), async (original) => {
  const actual = await original();
  return { ...actual, verify: vi.fn(actual.verify) };
});

useTestDatabase();

afterEach(async () => {
  await db.signInFailure.deleteMany();
});

/** Failed checks without the price of the check. */
async function fail(email: string, address: string, count: number): Promise<boolean[]> {
  const attempt = { email, accountKey: toAccountKey(email), address };
  return Promise.all(Array.from({ length: count }, async () => (await reserveSignIn(attempt)).isAllowed));
}

/** As if `seconds` had passed since every failure. */
const letPass = (seconds: number) =>
  db.$executeRaw`update sign_in_failure set created_at = created_at - make_interval(secs => ${seconds})`;

const allowedOf = (outcomes: boolean[]) => outcomes.filter(Boolean).length;

it("wrong, unknown, disabled and password-less accounts get the same answer, count the same, and are audited", async () => {
  const [ada, disabled, linked] = [await aMember(), await aMember(), await aMember()];
  await db.user.update({ where: { id: disabled.userId }, data: { disabledAt: new Date() } });
  await db.user.update({ where: { id: linked.userId }, data: { passwordHash: null } });
  const tries = [
    [ada.email, "not the password"],
    ["nobody@example.com", PASSWORD],
    [disabled.email, PASSWORD],
    [linked.email, PASSWORD],
  ] as const;
  const answers: { status: number; body: string }[] = [];
  for (const [email, password] of tries) {
    const answered = await new AuthBrowser().signIn(email, password);
    answers.push({ status: answered.status, body: await answered.text() });
  }
  expect(answers[0]?.status).toBe(401);
  expect(answers).toEqual(Array.from({ length: 4 }, () => answers[0]));
  expect(await db.signInFailure.count()).toBe(4);
  expect(await db.auditEvent.count({ where: { action: "sign_in.refused" } })).toBe(4);
});

it("an account that was removed from every workspace is told so once its password was right, and is left signed out", async () => {
  const { userId, email } = await aMember();
  const enter = (password: string) => enterWorkspace({ email, password, address: "192.0.2.1" });
  expect(await enter(PASSWORD)).toMatchObject({ userId });
  await db.membership.deleteMany({ where: { userId } });
  await db.authSession.deleteMany({ where: { userId } });
  await expect(enter("wrong")).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(enter(PASSWORD)).rejects.toMatchObject({ code: "forbidden" });
  expect(await db.authSession.count({ where: { userId, endedAt: null } })).toBe(0);
});

it("neither the failures nor the audit hold what was typed as the email", async () => {
  const typed = "my-secret-password@example.com";
  await new AuthBrowser().signIn(typed, "x");
  const kept = JSON.stringify([
    await db.signInFailure.findMany(),
    await db.$queryRaw`select detail, subject from audit_event`,
  ]);
  expect(kept).not.toContain("my-secret");
});

it("an unknown account costs exactly the work of a wrong password", async () => {
  const { email } = await aMember();
  await signIn({ email: "warm-up@example.com", password: "wrong", address: "192.0.2.9" }).catch(() => null);
  const checked = vi.mocked(verify);
  for (const account of [email, "nobody-at-all@example.com"]) {
    checked.mockClear();
    await expect(signIn({ email: account, password: "wrong", address: "192.0.2.9" })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(checked).toHaveBeenCalledTimes(1);
    expect(checked.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  }
});

describe("limits", () => {
  it("of 30 guesses sent at once from one address at most 10 are checked, and the rest is a 429 with the time to wait", async () => {
    const { email } = await aMember();
    const browser = new AuthBrowser();
    await browser.csrfToken();
    const answers = await Promise.all(Array.from({ length: 30 }, () => browser.signIn(email, "wrong")));
    const checked = answers.filter(({ status }) => status === 401);
    const throttled = answers.filter(({ status }) => status === 429);
    expect(checked.length).toBeGreaterThan(0);
    expect(checked.length).toBeLessThanOrEqual(10);
    expect(checked.length + throttled.length).toBe(30);
    for (const answer of throttled) expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await browser.signIn(email, PASSWORD)).status).toBe(429);
    expect(
      await db.auditEvent.count({ where: { action: "sign_in.throttled", subject: toAccountKey(email).slice(0, 16) } }),
    ).toBeLessThan(10);
  });

  it("the owner of an attacked account signs in from another address at once", async () => {
    const { email } = await aMember();
    expect(allowedOf(await fail(email, "203.0.113.5", 50))).toBeLessThanOrEqual(10);
    expect((await new AuthBrowser("203.0.113.5").signIn(email, PASSWORD)).status).toBe(429);
    expect((await new AuthBrowser("198.51.100.1").signIn(email, PASSWORD)).status).toBe(200);
  });

  it("under an attack from many addresses the owner signs in where they did before, elsewhere within 60 seconds", async () => {
    const { email } = await aMember();
    expect((await new AuthBrowser("198.51.100.1").signIn(email, PASSWORD)).status).toBe(200);
    const attack = await Promise.all(
      Array.from({ length: 40 }, (_, index) => fail(email, `203.0.113.${String(index)}`, 1)),
    );
    expect(allowedOf(attack.flat())).toBeLessThanOrEqual(10);
    expect((await new AuthBrowser("198.51.100.1").signIn(email, PASSWORD)).status).toBe(200);
    expect((await new AuthBrowser("198.51.100.2").signIn(email, PASSWORD)).status).toBe(429);
    await letPass(60);
    expect((await new AuthBrowser("198.51.100.2").signIn(email, PASSWORD)).status).toBe(200);
  });

  it("an address gets at most 60 failed checks over all accounts, and is served again 15 minutes later", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 80 }, (_, index) => fail(`a${String(index)}@example.com`, "203.0.113.5", 1)),
    );
    expect(allowedOf(outcomes.flat())).toBe(60);
    const { email } = await aMember();
    expect((await new AuthBrowser("203.0.113.5").signIn(email, PASSWORD)).status).toBe(429);
    await letPass(901);
    expect((await new AuthBrowser("203.0.113.5").signIn(email, PASSWORD)).status).toBe(200);
  });

  it("a right password leaves no failure behind, however often it is used", async () => {
    const { email } = await aMember();
    for (let round = 0; round < 9; round += 1)
      expect((await new AuthBrowser().signIn(email, PASSWORD)).status).toBe(200);
    expect(await db.signInFailure.count()).toBe(0);
  });
});
