import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures";
import { look } from "./look";

test.use({ who: "nobody" });

test("whom the identity provider vouches for comes to where they were going, and is known by it from then on", async ({
  page,
  team,
  browser,
}) => {
  await page.goto(`/sign-in?next=${encodeURIComponent("/history?outcome=matched")}`);
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  await answerAtAcme(page, { subject: team.workspaceId, email: team.emailOf("rep") });
  await expect(page).toHaveURL(/\/history\?outcome=matched$/);
  await expect(page.getByRole("heading", { level: 1, name: "History" })).toBeVisible();

  // With another address at the provider, and before any script has run.
  const context = await browser.newContext({ baseURL: team.url, javaScriptEnabled: false });
  const later = await context.newPage();
  await later.goto("/sign-in");
  await later.getByRole("link", { name: "Sign in with Acme" }).click();
  await answerAtAcme(later, { subject: team.workspaceId, email: "married@perihelion.example" });
  await expect(later).toHaveURL(/\/lookup$/);
  const session = await (await context.request.get("/api/auth/session")).text();
  expect(session).toContain(team.emailOf("rep"));
  await context.close();
});

test("a stranger reads whom to ask, and may come back as somebody else", async ({ page, team }, info) => {
  await page.goto("/sign-in?next=/people");
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  await answerAtAcme(page, { subject: `stranger to ${team.workspaceId}`, email: "nobody@perihelion.example" });
  await expect(page.getByRole("heading", { name: "No access yet" })).toBeVisible();
  await expect(page.getByText(/Ask an admin of your workspace/)).toBeVisible();
  await look(page, info, "sign-in-stranger");
  await page.getByRole("link", { name: "Use another account of Acme" }).click();
  await answerAtAcme(page, { subject: `admin of ${team.workspaceId}`, email: team.emailOf("admin") });
  await expect(page).toHaveURL(/\/people$/);
});

test("who turns back at the provider, or brings an answer of somebody's making, is told so beside the form", async ({
  page,
}, info) => {
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Sign in with Acme" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("The sign-in was cancelled at your identity provider.")).toBeVisible();
  await expect(page.getByLabel("Email")).toBeVisible();
  await look(page, info, "sign-in-cancelled");
  await page.goto("/api/auth/callback/oidc?code=made-up&state=made-up");
  await expect(page).toHaveURL(/\/sign-in\?error=oidc_stale$/);
  await expect(page.getByText(/was not begun in this browser/)).toBeVisible();
});

async function answerAtAcme(page: Page, { subject, email }: { subject: string; email: string }): Promise<void> {
  await expect(page.getByRole("heading", { name: "Acme" })).toBeVisible();
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
}
