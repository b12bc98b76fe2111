import { expect, type Locator, type Page } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { aFile, drop, openDraft, SAMPLE, upload, withStrangers } from "./run-files";
import type { Team } from "./team";

const STOPS_MAX = 60;

const runsOf = ({ dataDir, workspaceId }: Team) =>
  queryDatabase<{ name: string; state: string; rows: number }>(
    dataDir,
    "select name, state, rows from run where workspace_id = $1 order by created_at",
    [workspaceId],
  );

test("a dropped file says what its columns are, what is odd and what it costs, and sends nothing", async ({
  page,
  team,
}) => {
  await page.goto("/runs");
  await expect(page.getByText("Drop a CSV here")).toBeVisible();
  await expect(page.getByRole("link", { name: "Download a sample" })).toHaveAttribute("href", "/sample-people.csv");
  await expect(async () => {
    await drop(page, aFile("fair.csv", SAMPLE));
    await expect(page).toHaveURL(/\/runs\/run_/, { timeout: 5000 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1, name: "fair.csv" })).toBeVisible();
  await expect(page.getByLabel("LinkedIn URL gives")).toHaveValue("linkedinUrl");
  await expect(page.getByLabel("Met at gives")).toHaveValue("");
  await page.getByRole("button", { name: /^Dry run/ }).click();
  const cost = page.getByRole("region", { name: "Cost" });
  await expect(cost).toContainText(/Rows\s*12/);
  await expect(cost).toContainText("To be sentup to 1 each10");
  await expect(cost.getByRole("button", { name: "Run all 10 · up to 10 credits" })).toBeVisible();
  const rows = page.getByRole("region", { name: "Rows", exact: true });
  await rows.getByRole("radio", { name: /^Invalid/ }).check();
  await expect(rows.getByRole("row")).toHaveCount(2);
  await expect(rows.getByRole("row", { name: /Ada/ })).toContainText("12, line 13");
  await rows.getByRole("radio", { name: /^Duplicate/ }).check();
  await expect(rows.getByRole("row", { name: /Vivian Sinclair/ })).toContainText("in row 2");
  expect(await runsOf(team)).toEqual([{ name: "fair.csv", state: "draft", rows: 12 }]);
});

test("another choice of columns is counted anew and remembered for the next such file", async ({ page }) => {
  await openDraft(page, aFile("one.csv", SAMPLE));
  await page.getByRole("button", { name: /^Dry run/ }).click();
  await expect(page.getByRole("region", { name: "Cost" })).toBeVisible();
  await page.getByLabel("Email gives").selectOption("Not used");
  await expect(page.getByRole("region", { name: "Cost" })).toBeHidden();
  await expect(page.getByText("Remembered", { exact: true })).toBeVisible();
  for (const name of ["LinkedIn URL", "Company", "Website", "First name", "Last name"])
    await page.getByLabel(`${name} gives`, { exact: true }).selectOption("Not used");
  await expect(page.getByRole("button", { name: /^Dry run/ })).toBeDisabled();
  await page.getByLabel("Email gives").selectOption("Email");
  await expect(page.getByRole("button", { name: /^Dry run/ })).toBeEnabled();
  await openDraft(page, aFile("two.csv", SAMPLE));
  await expect(page.getByLabel("LinkedIn URL gives")).toHaveValue("");
  await expect(page.getByText("Remembered", { exact: true })).toBeVisible();
});

test("a file is read another way, and a draft is deleted", async ({ page, team }) => {
  await openDraft(page, aFile("umlauts.csv", Buffer.from("Name;Email\nZoë Müller;zoe@acme.example\n", "latin1")));
  await expect(page.getByLabel("Encoding")).toHaveValue("windows-1252");
  await expect(page.getByRole("table", { name: /^The first/ })).toContainText("Zoë Müller");
  await page.getByLabel("Delimiter").selectOption("Comma");
  await expect(page.getByLabel(/gives$/)).toHaveCount(1);
  await page.getByLabel("Delimiter").selectOption("Semicolon");
  await expect(page.getByLabel(/gives$/)).toHaveCount(2);
  await page.getByRole("button", { name: "Delete draft" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/runs$/);
  await expect(page.getByText("Drop a CSV here")).toBeVisible();
  expect(await runsOf(team)).toEqual([]);
});

const ZIP = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(12 * 2 ** 20, 7)]);
const BAD = [
  { what: "an Excel workbook", file: aFile("people.csv", ZIP), says: /Excel workbook/ },
  { what: "an empty file", file: aFile("empty.csv", ""), says: /The file is empty/ },
  {
    what: "a quote that is never closed",
    file: aFile("quote.csv", 'Name,Email\nAda,ada@acme.example\n"Bo,bo@acme.example\n'),
    says: /row at line 3 is never closed/,
  },
  { what: "a header alone", file: aFile("header.csv", "Name,Email\n"), says: /a header and no rows/ },
];
for (const { what, file, says } of BAD)
  test(`${what} is refused in words, and nothing is left of it`, async ({ page, team }) => {
    // The browser itself reports a refusal as an error of its console.
    page.removeAllListeners("console");
    await upload(page, file);
    const refused = page.getByRole("alert").filter({ hasText: `${file.name} was not taken` });
    await expect(refused).toContainText(says);
    await refused.getByRole("button", { name: "Dismiss" }).click();
    await expect(refused).toBeHidden();
    expect(await runsOf(team)).toEqual([]);
  });

test("a file of 12 MB is taken whole, and an upload that is cancelled leaves nothing", async ({ page, team }) => {
  const note = "x".repeat(1200);
  const rows = Array.from({ length: 10_000 }, (_, nth) => `p${String(nth)}@acme.example,${note}`);
  const big = aFile("big.csv", `Email,Note\n${rows.join("\n")}\n`);
  test.setTimeout(120_000);
  await openDraft(page, big, 60_000);
  await expect(page.getByText("10,000 rows")).toBeVisible();
  await page.goto("/runs");
  await page.context().route("**/api/runs/upload*", () => undefined);
  await page.getByLabel("CSV file").first().setInputFiles(big);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeHidden();
  await expect(page.getByRole("row", { name: /big.csv/ })).toContainText("Draft");
  expect(await runsOf(team)).toEqual([{ name: "big.csv", state: "draft", rows: 10_000 }]);
});

test.describe("by keyboard alone", () => {
  test("a file is chosen, its columns matched and its cost counted", async ({ page }) => {
    await page.goto("/runs");
    const button = page.getByRole("button", { name: "Upload a CSV" });
    await tabTo(page, button);
    const chooser = page.waitForEvent("filechooser");
    await page.keyboard.press("Enter");
    await (await chooser).setFiles(aFile("keys.csv", withStrangers(4)));
    await expect(page).toHaveURL(/\/runs\/run_/);
    const met = page.getByLabel("Met at gives");
    await tabTo(page, met);
    const phone = page.getByRole("switch", { name: "Reveal phone number" });
    await tabTo(page, phone);
    await page.keyboard.press("Space");
    await expect(phone).toBeChecked();
    await tabTo(page, page.getByRole("button", { name: /^Dry run/ }));
    await page.keyboard.press("Enter");
    const first = page.getByRole("button", { name: "Run 10 first · up to 90 credits" });
    await expect(first).toBeVisible();
    await tabTo(page, first);
    await tabTo(page, page.getByRole("button", { name: "Run all 14 · up to 126 credits" }));
  });
});

test.describe("a reviewer", () => {
  test.use({ who: "reviewer" });
  test("sees runs and may do nothing with them", async ({ page, team, browser }) => {
    const context = await browser.newContext({ storageState: await team.signIn("rep"), baseURL: team.url });
    const rep = await context.newPage();
    const runId = await openDraft(rep, aFile("reps.csv", SAMPLE));
    await context.close();
    await page.goto("/runs");
    await expect(page.getByRole("button", { name: "Upload a CSV" })).toHaveCount(0);
    await page.getByRole("link", { name: "reps.csv" }).click();
    await expect(page).toHaveURL(new RegExp(runId));
    await expect(
      page.getByRole("region", { name: "Rows", exact: true }).getByRole("row", { name: /Caleb Osborne/ }),
    ).toBeVisible();
    await expect(page.locator("#content").getByRole("button")).toHaveCount(0);
    await expect(page.locator("#content").getByRole("combobox")).toHaveCount(0);
  });
});

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, `not reached in ${String(STOPS_MAX)} stops`).toBeFocused();
}
