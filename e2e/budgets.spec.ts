import { expect, type Page } from "@playwright/test";
import { lookUp, typeEmail } from "./ask";
import { clickUntil } from "./click-until";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { lookUpByCall } from "./team";

const workspace = (page: Page) => page.getByRole("region", { name: "This workspace", exact: true });

test("a limit is set for the workspace and for a member, refuses what it does not cover, and is shown as it fills", async ({
  page,
  context,
}) => {
  await page.goto("/settings/budgets");
  const dialog = page.getByRole("dialog", { name: "Limit of this workspace" });
  await clickUntil(workspace(page).getByRole("button", { name: "Set a limit" }), dialog);
  await dialog.getByLabel("Credits a month").fill("plenty");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByLabel("Credits a month")).toHaveAccessibleDescription(/Credits are a number/);
  await dialog.getByLabel("Credits a month").fill("12");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(workspace(page)).toContainText("12limit");

  const members = page.getByRole("table", { name: /Members/ });
  await page.getByRole("button", { name: "Change the limit of Rita Rep" }).click();
  const theirs = page.getByRole("dialog", { name: "Limit of Rita Rep" });
  await theirs.getByLabel("Credits a month").fill("2.5");
  await theirs.getByRole("button", { name: "Save" }).click();
  await expect(members.getByRole("row", { name: /Rita Rep/ })).toContainText("2.5");

  const other = await context.newPage();
  await lookUp(other, "phone.soon", "Reveal phone number");
  await typeEmail(other, "phone.two@magic.example");
  await other.getByRole("button", { name: /^Look up/ }).click();
  await expect(other.getByRole("region", { name: "Result", exact: true })).toContainText(
    /The workspace's budget does not cover 9 more credits: 3 are left until .* You can raise it under Budgets/,
  );
  await expect(workspace(page)).toContainText(/9spent|1spent/, { timeout: 15_000 });
  await expect(page.getByRole("meter", { name: "The workspace’s budget" })).toHaveAttribute("aria-valuenow", "75");
});

test("the spending rules are refused at their fields, saved, and price the next lookup", async ({ page, team }) => {
  await page.goto("/settings/budgets");
  const form = page.getByRole("form", { name: "Spending rules" });
  // Once the form has taken what was typed, it offers to undo it: its scripts put back what stood there before they ran.
  await expect(async () => {
    await form.getByLabel("Fresh days").fill("0");
    await expect(form.getByRole("button", { name: "Undo" })).toBeVisible({ timeout: 1000 });
    await expect(form.getByLabel("Fresh days")).toHaveValue("0", { timeout: 100 });
  }).toPass();
  await form.getByLabel("Waterfall phone ceiling").fill("");
  await form.getByRole("button", { name: "Save rules" }).click();
  await expect(form.getByLabel("Fresh days")).toHaveAccessibleDescription(/from 1 to 365/);
  await expect(form.getByLabel("Waterfall phone ceiling")).toHaveAccessibleDescription(/from 1 to 1,000/);
  await form.getByLabel("Fresh days").fill("90");
  await form.getByLabel("Waterfall phone ceiling").fill("40");
  await form.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByText("The rules hold from now on")).toBeVisible();
  const [kept] = await queryDatabase(
    team.dataDir,
    "select fresh_days, waterfall_phone_ceiling::int as phone from workspace where id = $1",
    [team.workspaceId],
  );
  expect(kept).toEqual({ fresh_days: 90, phone: 40 });
  await page.goto("/lookup");
  await expect(page.getByText("Holds up to 40.")).toBeVisible();
  await expect(async () => {
    await page.getByRole("switch", { name: "Waterfall phone" }).setChecked(true, { timeout: 1000 });
    await expect(page.getByRole("button", { name: "Look up · up to 41 credits" })).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test("a cost that cannot be is named to the admin and on the lookup's receipt", async ({ page, team }) => {
  await lookUpByCall(team, ["email.personal"]);
  await queryDatabase(team.dataDir, "update attempt set odd_cost = '-5' where workspace_id = $1", [team.workspaceId]);
  await page.goto("/settings/budgets");
  await expect(page.getByText("Apollo reported a cost that cannot be")).toBeVisible();
  await page.getByRole("link", { name: "email.personal@magic.example" }).click();
  await expect(page.getByRole("region", { name: "Receipt" })).toContainText("a cost of -5, which cannot be");
});

test("the limit is split over the reps as shown before, with what is left over, and undone", async ({ page, team }) => {
  await queryDatabase(
    team.dataDir,
    `insert into budget (workspace_id, scope, credit_limit, updated_at) values ($1, 'workspace', 100.5, now())`,
    [team.workspaceId],
  );
  await page.goto("/settings/budgets");
  const row = page.getByRole("table", { name: /Members/ }).getByRole("row", { name: /Rita Rep/ });
  const dialog = page.getByRole("dialog", { name: "Split the limit equally" });
  await clickUntil(page.getByRole("button", { name: "Split equally" }), dialog);
  await expect(dialog.getByRole("listitem")).toHaveText([/Rita Rep.*No limit.*100$/, /Left over for everybody.*0\.5/]);
  await dialog.getByRole("button", { name: "Set 100 for each" }).click();
  await expect(row).toContainText("100");
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(row).toContainText("No limit");
});

test.describe("a budget that is nearly used up", () => {
  test("is told to the admin on every page, and turns the member's own figure amber", async ({
    page,
    browser,
    team,
  }) => {
    const [rep] = await queryDatabase<{ id: string }>(team.dataDir, `select id from "user" where email = $1`, [
      team.emailOf("rep"),
    ]);
    await queryDatabase(
      team.dataDir,
      `insert into budget (workspace_id, scope, credit_limit, updated_at) values ($1, $2, 10, now())`,
      [team.workspaceId, rep?.id],
    );
    await page.goto("/people");
    const context = await browser.newContext({ storageState: await team.signIn("rep"), baseURL: team.url });
    const theirs = await context.newPage();
    await theirs.goto("/lookup");
    const chip = theirs.getByRole("link", { name: /yours/ });
    await expect(chip).toContainText("10 yours");
    await lookUp(theirs, "phone.soon", "Reveal phone number");
    await expect(chip).toHaveAccessibleName(/nearly used up/);
    await expect(page.getByText("A budget is nearly used up")).toBeVisible();
    await expect(page.getByText(/Rita Rep: 9 of 10 credits are spent or held/)).toBeVisible();
    await context.close();
  });
});
