import { expect, type Browser, type Page } from "@playwright/test";
import { test, watchConsole } from "./fixtures";
import { foundTeam, PASSWORD } from "./team";

const NEXT = "copper lantern western tide";

const members = (page: Page) => page.getByRole("table", { name: "Members of this workspace" });
const rowOf = (page: Page, name: string) => members(page).getByRole("row", { name: new RegExp(name) });

async function choose(page: Page, name: string, item: string, role: "menuitem" | "menuitemradio" = "menuitem") {
  const entry = page.getByRole(role, { name: item });
  // A toast that goes takes the focus with it, and with the focus a menu that was opened in that moment.
  await expect(async () => {
    if (!(await entry.isVisible())) await page.getByRole("button", { name: `Change ${name}` }).click();
    await entry.click({ timeout: 2000 });
  }).toPass();
}

/** Of the dialog that shows a link, once. */
async function takeLink(page: Page): Promise<string> {
  const url = (await page.getByLabel("Link", { exact: true }).textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  return url;
}

/** Another person's browser: nobody is signed in there. */
async function anotherBrowser(browser: Browser) {
  // Without this it would take over the test's own session.
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  return { page, complaints: watchConsole(page), close: () => context.close() };
}

test("somebody is invited by a link, joins, gets another role and is disabled: out at the next click", async ({
  page,
  browser,
}) => {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /^Invite to/ });
  await dialog.getByLabel("Name").fill("Grace Hopper");
  await dialog.getByLabel("Email").fill("grace");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog.getByLabel("Email")).toHaveAccessibleDescription(/Enter an email address/);
  const email = `grace.${String(Date.now())}@perihelion.example`;
  await dialog.getByLabel("Email").fill(email);
  await dialog.getByRole("button", { name: "Make the link" }).click();
  const url = await takeLink(page);
  await expect(page.getByRole("table", { name: /^Invitations/ })).toContainText("Grace Hopper");

  const guest = await anotherBrowser(browser);
  await guest.page.goto(url);
  await expect(guest.page.getByText("You are invited as rep.")).toBeVisible();
  await expect(guest.page.getByLabel("Email")).toHaveValue(email);
  await guest.page.getByLabel("Password").fill(PASSWORD);
  await guest.page.getByRole("button", { name: "Join" }).click();
  await expect(guest.page).toHaveURL(/\/lookup$/);
  expect(guest.complaints).toEqual([]);

  await expect(rowOf(page, "Grace Hopper")).toContainText("Active", { timeout: 15_000 });
  await choose(page, "Grace Hopper", "Reviewer", "menuitemradio");
  await expect(rowOf(page, "Grace Hopper")).toContainText("Reviewer");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(page, "Grace Hopper")).toContainText("Rep");
  await choose(page, "Grace Hopper", "Reviewer", "menuitemradio");
  await expect(rowOf(page, "Grace Hopper")).toContainText("Reviewer");
  await guest.page.goto("/lookup");
  await expect(guest.page.getByText("You review this workspace")).toBeVisible();

  await choose(page, "Grace Hopper", "Disable…");
  const question = page.getByRole("alertdialog", { name: "Disable Grace Hopper?" });
  await question.getByRole("button", { name: "Disable" }).click();
  await expect(rowOf(page, "Grace Hopper")).toContainText("Disabled");
  await guest.page.goto("/history");
  await expect(guest.page).toHaveURL(/\/sign-in/);
  expect((await guest.page.goto(url))?.status()).toBe(404);
  await expect(guest.page.getByText("This link does not work")).toBeVisible();
  await guest.close();
});

test("the only admin is told that one has to stay", async ({ page }) => {
  await page.goto("/settings/members");
  await choose(page, "Ada Admin", "Rep", "menuitemradio");
  await page.getByRole("button", { name: "Change my role" }).click();
  await expect(page.getByText(/A workspace keeps at least one admin/)).toBeVisible();
  await expect(rowOf(page, "Ada Admin")).toContainText("Admin");
});

test("an admin's link sets a new password, once, and ends what was open", async ({ page, browser, team }) => {
  const rep = await browser.newContext({ storageState: await team.signIn("rep"), baseURL: team.url });
  const old = await rep.newPage();
  await old.goto("/history");
  await page.goto("/settings/members");
  await choose(page, "Rita Rep", "New password link…");
  await page.getByRole("button", { name: "Make the link" }).click();
  const url = await takeLink(page);
  const { page: fresh, close } = await anotherBrowser(browser);
  await fresh.goto(url);
  await expect(fresh.getByLabel("Email")).toHaveValue(team.emailOf("rep"));
  await fresh.getByLabel("New password").fill("short");
  await fresh.getByRole("button", { name: "Set password" }).click();
  await expect(fresh.getByLabel("New password")).toHaveAccessibleDescription(/at least 12 characters/);
  await fresh.getByLabel("New password").fill(NEXT);
  await fresh.getByRole("button", { name: "Set password" }).click();
  await expect(fresh).toHaveURL(/\/lookup$/);
  await old.reload();
  await expect(old).toHaveURL(/\/sign-in/);
  expect((await fresh.goto(url))?.status()).toBe(404);
  await close();
  await rep.close();
});

test.describe("one's own account", () => {
  test.use({ who: "rep" });

  test("a name and a password are changed, and a session elsewhere is ended", async ({ page, browser, team }) => {
    const { page: elsewhere, close } = await anotherBrowser(browser);
    await elsewhere.goto(`${team.url}/sign-in`);
    await elsewhere.getByLabel("Email").fill(team.emailOf("rep"));
    await elsewhere.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await elsewhere.getByRole("button", { name: "Sign in" }).click();
    await expect(elsewhere).toHaveURL(/\/lookup$/);

    await page.goto("/lookup");
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menuitem", { name: "Account" }).click();
    await page.getByLabel("Your name").fill("Rita Renamed");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByRole("button", { name: "Account: Rita Renamed" })).toBeVisible();

    const sessions = page.getByRole("table", { name: "Where you are signed in" });
    await expect(sessions.getByRole("row")).toHaveCount(3);
    await expect(sessions.getByText("This browser")).toHaveCount(1);
    await sessions.getByRole("button", { name: /^End the session/ }).click();
    await expect(sessions.getByRole("row")).toHaveCount(2);
    await elsewhere.reload();
    await expect(elsewhere).toHaveURL(/\/sign-in/);
    await close();

    await page.getByLabel("Present password").fill("not this one");
    await page.getByLabel("New password").fill(NEXT);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByLabel("Present password")).toHaveAccessibleDescription(/not your present password/);
    await page.getByLabel("Present password").fill(PASSWORD);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Password changed. Every other session has ended.")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();

    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  });
});

test("whoever has an account joins another workspace with one button", async ({ page, team, browser }) => {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByRole("button", { name: "Make the link" }).click();
  const url = await takeLink(page);
  const other = await foundTeam(team, { hasKey: false });
  const context = await browser.newContext({ storageState: await other.signIn("reviewer") });
  const theirs = await context.newPage();
  await theirs.goto(url);
  await theirs.getByRole("button", { name: /^Join/ }).click();
  await expect(theirs).toHaveURL(/\/lookup$/);
  await expect(rowOf(page, other.emailOf("reviewer"))).toContainText("Rep", { timeout: 15_000 });
  await context.close();
});
