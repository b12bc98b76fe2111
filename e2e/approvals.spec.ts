import { expect, type Browser, type Page } from "@playwright/test";
import { forbidReload, lookUp, MAGIC } from "./ask";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { aFile, openDraft, withStrangers } from "./run-files";
import type { Team } from "./team";

/** A worker takes an approved lookup up within a second; phones come 3 s after the answer. */
const SOON = { timeout: 15_000 };

test.use({ who: "rep" });
test.beforeEach(async ({ team }) => {
  await queryDatabase(team.dataDir, "update workspace set approval_above = 5 where id = $1", [team.workspaceId]);
});

const queueOf = (page: Page) => page.getByRole("region", { name: "Waiting" });

async function openAsAdmin(browser: Browser, team: Team, path: string): Promise<Page> {
  const context = await browser.newContext({ storageState: await team.signIn("admin"), baseURL: team.url });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

async function ask(page: Page, key: string) {
  await page.goto("/lookup");
  await page.getByLabel("Email", { exact: true }).fill(`${key}@${MAGIC}`);
  await page.getByRole("switch", { name: "Reveal phone number" }).setChecked(true);
  await page.getByRole("button", { name: "Ask for approval · up to 9 credits" }).click();
  const card = page.getByRole("region", { name: `Result for ${key}@${MAGIC}` });
  await expect(card).toContainText("Waiting for approval");
  return card;
}

test("a rep's lookup above the threshold waits, goes by itself once an admin agrees, and is charged once", async ({
  page,
  browser,
  team,
}) => {
  const queue = await openAsAdmin(browser, team, "/approvals");
  await expect(queue.getByText("Nothing waits for you")).toBeVisible();
  const card = await ask(page, "phone.soon");
  await expect(card.getByText("Ada Admin can decide.")).toBeVisible();
  await expect(queueOf(queue)).toContainText("up to 9 credits", SOON);
  await expect(queue.getByRole("link", { name: /^Approvals/ })).toContainText("1 waiting");
  const expectNoReload = await forbidReload(page);
  await queue.keyboard.press("j");
  await expect(queue.getByRole("link", { name: "phone.soon@magic.example" })).toBeFocused();
  await queue.keyboard.press("a");
  await expect(card).toContainText("Phoebe Soon", SOON);
  await expect(page.getByText("Approved by Ada Admin").last()).toBeVisible();
  await expect(card.getByRole("region", { name: "Phones" })).toContainText("+1 212 555 0110", SOON);
  await expect(card.getByRole("region", { name: "Receipt" })).toContainText("9 credits");
  await expectNoReload();
  await expect(queue.getByText("Nothing waits for you")).toBeVisible(SOON);
  const charged = await queryDatabase(
    team.dataDir,
    "select sum(credits)::text as credits from ledger_entry where workspace_id = $1 and kind = 'charge'",
    [team.workspaceId],
  );
  expect(charged).toEqual([{ credits: "9.0000" }]);
  await queue.context().close();
});

test("a decline shows its word to the rep at once; a wish can be taken back; what costs less goes unasked", async ({
  page,
  browser,
  team,
}) => {
  const queue = await openAsAdmin(browser, team, "/approvals");
  const card = await ask(page, "phone.two");
  await queue.getByRole("button", { name: /^Decline phone.two/ }).click(SOON);
  const dialog = queue.getByRole("dialog", { name: "Decline this lookup?" });
  await dialog.getByRole("button", { name: "Decline" }).click();
  await expect(dialog.getByLabel("Why")).toHaveAccessibleDescription(/Say why/);
  await dialog.getByLabel("Why").fill("Not one of our accounts");
  await dialog.getByRole("button", { name: "Decline" }).click();
  await expect(card).toContainText("Ada Admin declined it: “Not one of our accounts”.", SOON);
  await expect(queue.getByRole("region", { name: "Lately decided" })).toContainText("Not one of our accounts");

  const again = await ask(page, "phone.office");
  await again.getByRole("button", { name: "Withdraw" }).click();
  await expect(again).toContainText("Taken back before anyone decided.");
  await expect(queueOf(queue)).toBeHidden(SOON);
  await expect(await lookUp(page, "email.personal", "Reveal personal emails")).toContainText("Found.");
  await page.goto("/history?outcome=withdrawn");
  await expect(page.getByRole("table", { name: /Lookups/ })).toContainText("Withdrawn");
  await queue.context().close();
});

test("a rep's run above the threshold stands in the queue too, and runs by itself once an admin agrees there", async ({
  page,
  browser,
  team,
}) => {
  const queue = await openAsAdmin(browser, team, "/approvals");
  await openDraft(page, aFile("fourteen.csv", withStrangers(4)));
  await page.getByRole("button", { name: /^Dry run/ }).click();
  await page.getByRole("button", { name: /^Ask to run all 14/ }).click();
  await expect(page.getByText("Nothing is held or sent yet")).toBeVisible();
  const runs = queue.getByRole("region", { name: "Runs that wait" });
  await expect(runs).toContainText("fourteen.csv", SOON);
  await expect(runs).toContainText("up to 14 credits");
  await expect(queue.getByRole("link", { name: /^Approvals/ })).toContainText("1 waiting", SOON);
  await runs.getByRole("button", { name: /^Approve fourteen.csv for / }).click();
  await expect(queue.getByText("Nothing waits for you")).toBeVisible(SOON);
  await expect(queue.getByRole("link", { name: /^Approvals/ })).not.toContainText("waiting");
  await expect(page.locator("header").getByText("Done", { exact: true })).toBeVisible(SOON);
});
