import { expect } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { plantPeople } from "./plant-people";
import { lookUpByCall } from "./team";

test("those who are marked are asked for anew: the sheet says what it costs, and they are paid for once", async ({
  page,
  team,
}, info) => {
  await lookUpByCall(team, ["email.personal", "phone.two"]);
  await page.goto("/people");
  await page.getByLabel("Select all that are loaded").click();
  await page.getByRole("region", { name: "Selected people" }).getByRole("button", { name: "Refresh" }).click();
  const dialog = page.getByRole("dialog", { name: "Refresh 2 people" });
  await expect(dialog).toContainText("Bought in the last 30 days");
  await expect(dialog.getByRole("button", { name: /^Refresh/ })).toBeDisabled();
  await dialog.getByLabel("Also who was bought in the last 30 days").check();
  await expect(dialog.getByRole("button", { name: "Refresh · up to 2 credits" })).toBeEnabled();
  await dialog.getByLabel("Reveal phone number").click();
  const start = dialog.getByRole("button", { name: "Refresh · up to 18 credits" });
  await expect(start).toBeEnabled();
  await look(page, info, "refresh");
  await start.dblclick();
  await expect(page.getByText("2 lookups are under way")).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "View" }).click();
  await expect(page).toHaveURL(/\/history\?source=refresh$/);
  const rows = page.getByRole("table", { name: /Lookups/ }).getByRole("row");
  await expect(rows.filter({ hasText: "Matched" })).toHaveCount(2, { timeout: 20_000 });
  const [bill] = await queryDatabase<{ calls: number; charged: string; billed: string }>(
    team.dataDir,
    `select (select count(distinct attempt_id)::int from lookup where workspace_id = $1 and source = 'refresh') as calls,
            (select sum(credits)::text from ledger_entry where workspace_id = $1 and kind = 'charge') as charged,
            (select credits_used::text from sandbox_team where id = $2) as billed`,
    [team.workspaceId, team.account.id],
  );
  expect(bill?.calls).toBe(2);
  expect(Number(bill?.charged)).toBe(Number(bill?.billed));
});

test("more than a refresh takes become a run, which is started on its own page", async ({ page, team }, info) => {
  await plantPeople(team, 110);
  await page.goto("/people");
  await page.getByLabel("Select all that are loaded").click();
  const bar = page.getByRole("region", { name: "Selected people" });
  await bar.getByRole("button", { name: "Select all 110 that match" }).click();
  await bar.getByRole("button", { name: "Refresh" }).click();
  const dialog = page.getByRole("dialog", { name: "Refresh 110 people" });
  await expect(dialog.getByLabel("Name")).toHaveValue("Refresh of 110 people");
  await look(page, info, "refresh-run");
  await dialog.getByRole("button", { name: "Prepare the run" }).click();
  await expect(page).toHaveURL(/\/runs\/run_/);
  await expect(page.getByRole("heading", { level: 1, name: "Refresh of 110 people" })).toBeVisible();
  const [sent] = await queryDatabase<{ calls: number }>(
    team.dataDir,
    "select count(*)::int as calls from attempt where workspace_id = $1",
    [team.workspaceId],
  );
  expect(sent?.calls).toBe(0);
  await page.getByRole("button", { name: /^Dry run/ }).click();
  await expect(page.getByRole("button", { name: /^Run 10 first/ })).toBeVisible();
});
