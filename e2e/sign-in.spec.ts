import { expect } from "@playwright/test";
import { test } from "./fixtures";
import { PASSWORD } from "./team";

test.use({ who: "nobody" });

test("a wrong password says so and keeps the email; the right one leads to where one was going", async ({
  page,
  team,
}) => {
  await page.goto("/history?outcome=matched");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("Email").fill(team.emailOf("rep"));
  await page.getByLabel("Password", { exact: true }).fill("not this one");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Email or password is wrong.")).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(team.emailOf("rep"));
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/history/);
  await expect(page.getByRole("heading", { level: 1, name: "History" })).toBeVisible();
  await expect(page.getByRole("note", { name: "Practice workspace" })).toBeVisible();
});

test("a way in that leads elsewhere leads nowhere", async ({ page, team }) => {
  await page.goto("/sign-in?next=https://evil.example/");
  await page.getByLabel("Email").fill(team.emailOf("rep"));
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/lookup$/);
});

test("sign-in works before any script has run", async ({ browser, team }) => {
  const context = await browser.newContext({ baseURL: team.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(team.emailOf("rep"));
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/lookup$/);
  await context.close();
});

test.describe("signed in", () => {
  test.use({ who: "rep" });
  test("signing out ends every tab, and going back shows nothing", async ({ page, context }) => {
    await page.goto("/people");
    const other = await context.newPage();
    await other.goto("/history");
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
    await other.reload();
    await expect(other).toHaveURL(/\/sign-in\?next=%2Fhistory/);
    await page.goBack();
    await expect(page.getByRole("table")).toHaveCount(0);
  });
});
