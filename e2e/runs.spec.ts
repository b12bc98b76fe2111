import { expect, type Locator, type Page } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { aFile, openDraft, withStrangers } from "./run-files";
import { plantRun } from "./plant-runs";
import type { Team } from "./team";

/** A worker takes rows up within a second. */
const SOON = { timeout: 20_000 };
const STOPS_MAX = 60;

async function spentOf({ dataDir, workspaceId }: Team) {
  const [spent] = await queryDatabase<{ calls: number; credits: string }>(
    dataDir,
    `select (select count(*)::int from attempt where workspace_id = $1) as calls,
            (select coalesce(sum(credits), 0)::float::text from ledger_entry
              where workspace_id = $1 and kind = 'charge') as credits`,
    [workspaceId],
  );
  return spent;
}

const tab = (page: Page, name: string, count: number) =>
  page.getByRole("region", { name: "Rows", exact: true }).getByRole("radio", { name: `${name} ${String(count)}` });

test("ten rows go first, then the rest; every row says what came of it, and what it cost is what was charged", async ({
  page,
  team,
}) => {
  await openDraft(page, aFile("fair.csv", withStrangers(4)));
  await page.getByRole("button", { name: /^Dry run/ }).click();
  await page.getByRole("button", { name: "Run 10 first · up to 10 credits" }).click();
  await expect(page.getByText("The first 10 rows are through")).toBeVisible(SOON);
  expect((await spentOf(team))?.calls).toBe(10);
  await page.getByRole("button", { name: "Run the rest" }).click();
  await expect(page.locator("header").getByText("Done", { exact: true })).toBeVisible(SOON);
  expect(await spentOf(team)).toEqual({ calls: 14, credits: "10" });
  await expect(tab(page, "Matched", 10)).toBeVisible();
  await expect(tab(page, "No match", 4)).toBeVisible();
  await expect(tab(page, "Duplicate", 1)).toBeVisible();
  await expect(tab(page, "Invalid", 1)).toBeVisible();
  await expect(page.getByRole("region", { name: "Progress" })).toContainText("Charged10");
  await page
    .getByRole("row", { name: /Caleb Osborne/ })
    .getByRole("link", { name: /Caleb/ })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Caleb Osborne" })).toBeVisible();
  await page.goto("/runs");
  await expect(page.getByRole("row", { name: /fair.csv/ })).toContainText("100 %");
});

test("a paused run sends nothing until it is resumed; a stopped one says what was never sent, which can be sent later", async ({
  page,
  team,
}) => {
  const addresses = Array.from({ length: 1800 }, (_, nth) => `nobody.${String(nth)}@nowhere.example`);
  await openDraft(page, aFile("many.csv", `Email\n${addresses.join("\n")}\n`));
  await page.getByRole("button", { name: /^Dry run/ }).click();
  await page.getByRole("button", { name: /^Run all 1,800/ }).click();
  await page.getByRole("button", { name: "Pause" }).click(SOON);
  await expect(page.getByText("Resume to send the rest.")).toBeVisible(SOON);
  await expect(page.getByRole("radio", { name: /^Looking up/ })).toHaveCount(0, SOON);
  const paused = await spentOf(team);
  expect(paused?.calls).toBeLessThan(1800);
  await page.waitForTimeout(2000);
  expect(await spentOf(team)).toEqual(paused);
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("What was not sent cost nothing.")).toBeVisible(SOON);
  await expect(page.getByRole("radio", { name: /^Never sent/ })).toBeVisible(SOON);
  await page.getByRole("button", { name: /^Run .* not sent$/ }).click();
  await expect(page.getByRole("button", { name: "Pause" }).or(page.getByText("100 %")).first()).toBeVisible(SOON);
});

test("a run is started, paused, resumed and stopped by the keyboard alone, which never loses its place", async ({
  page,
}) => {
  const addresses = Array.from({ length: 1800 }, (_, nth) => `nobody.${String(nth)}@nowhere.example`);
  await openDraft(page, aFile("keys.csv", `Email\n${addresses.join("\n")}\n`));
  await tabTo(page, page.getByRole("button", { name: /^Dry run/ }));
  await page.keyboard.press("Enter");
  const all = page.getByRole("button", { name: /^Run all 1,800/ });
  await expect(all).toBeVisible();
  await tabTo(page, all);
  await page.keyboard.press("Enter");
  const pause = page.getByRole("button", { name: "Pause" });
  await expect(pause).toBeVisible(SOON);
  await tabTo(page, pause);
  await page.keyboard.press("Enter");
  const resume = page.getByRole("button", { name: "Resume" });
  await expect(resume).toBeFocused(SOON);
  await page.keyboard.press("Enter");
  await expect(pause).toBeFocused(SOON);
  await tabTo(page, page.getByRole("button", { name: "Stop" }));
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("alertdialog", { name: "Stop this run?" });
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Stop" }));
  await page.keyboard.press("Enter");
  await expect(page.locator("header").getByText("Stopped", { exact: true })).toBeVisible(SOON);
});

test.describe("a rep", () => {
  test.use({ who: "rep" });
  test("asks for a run above the threshold; it goes when an admin approves it, and not when it is declined", async ({
    page,
    browser,
    team,
  }) => {
    await queryDatabase(team.dataDir, "update workspace set approval_above = 5 where id = $1", [team.workspaceId]);
    const context = await browser.newContext({ storageState: await team.signIn("admin"), baseURL: team.url });
    const admin = await context.newPage();
    for (const decision of ["Decline", "Approve"] as const) {
      const runId = await openDraft(page, aFile(`${decision}.csv`, withStrangers(4)));
      await page.getByRole("button", { name: /^Dry run/ }).click();
      await expect(page.getByText("Above 5 credits an admin has to agree.")).toBeVisible();
      await page.getByRole("button", { name: /^Ask to run all 14/ }).click();
      await expect(page.getByText("Waiting for approval", { exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
      await admin.goto(`/runs/${runId}`);
      await admin.getByRole("button", { name: decision }).click();
      const word = decision === "Approve" ? "Done" : "An admin declined it";
      await expect(page.getByText(word, { exact: true })).toBeVisible(SOON);
    }
    expect((await spentOf(team))?.calls).toBe(14);
    await context.close();
  });
});

test("rows by the thousand are walked by j and k, and only those in sight are drawn", async ({ page, team }) => {
  const runId = await plantRun(team, { name: "long.csv", state: "done", rows: { no_match: 350 } });
  await page.goto(`/runs/${runId}`);
  const table = page.getByRole("table", { name: "Rows of the file" });
  await expect(table.getByRole("row", { name: /Person 1 / })).toBeVisible();
  expect(await table.getByRole("row").count()).toBeLessThan(80);
  // At the end of what is loaded a key waits for nothing: the next rows have to come first.
  await expect(async () => {
    for (let presses = 0; presses < 120; presses += 1) await page.keyboard.press("j");
    const walkedTo = await page.evaluate(() => /Person (\d+)/.exec(document.activeElement?.textContent ?? "")?.[1]);
    expect(Number(walkedTo)).toBeGreaterThanOrEqual(120);
  }).toPass();
  expect(await table.getByRole("row").count()).toBeLessThan(80);
});

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, `not reached in ${String(STOPS_MAX)} stops`).toBeFocused();
}
