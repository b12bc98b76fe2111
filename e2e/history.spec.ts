import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { leaveFor, plantLookups } from "./plant-lookups";
import { pressUntil } from "./press-until";
import { lookUpByCall, type Team } from "./team";

const SOON = { timeout: 15_000 };
const table = (page: Page) => page.getByRole("table", { name: /^Lookups/ });
const firstLink = (page: Page) => table(page).getByRole("row").nth(1).getByRole("link").first();

const reviewedIn = async ({ dataDir, workspaceId }: Team) => {
  const sql = "select count(*)::int as count from lookup_review where workspace_id = $1";
  return (await queryDatabase<{ count: number }>(dataDir, sql, [workspaceId]))[0]?.count;
};

test("filters stand in the address as chips, each with its own way out, and the export holds what is shown", async ({
  page,
  team,
}) => {
  await plantLookups(team, { count: 6 });
  await page.goto("/history");
  await expect(page.getByText("6 lookups")).toBeVisible();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const filters = page.getByRole("dialog", { name: "Filters" });
  await filters.getByLabel("Outcome").selectOption({ label: "No match" });
  await filters.getByLabel("Who").selectOption({ label: "Rita Rep" });
  await filters.getByLabel("Credits").selectOption({ label: "None" });
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/outcome=no_match/);
  await expect(page.getByText("3 lookups")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search lookups" }).fill("person 5");
  await expect(page.getByText("1 lookup", { exact: true })).toBeVisible();
  await page.reload();
  await expect(table(page).getByRole("row")).toHaveCount(2);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  const csv = readFileSync(await (await download).path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(csv).toHaveLength(2);
  expect(csv[1]).toContain("Person 5 @ acme.example");

  await page.getByRole("button", { name: "Remove filter Outcome: No match" }).click();
  await expect(page).not.toHaveURL(/outcome/);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(page).toHaveURL(/\/history$/);
  await expect(page.getByText("6 lookups")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("button", { name: "Remove filter Who: Rita Rep" })).toBeVisible();
});

test("hundreds of rows are walked by keys while a screenful is drawn, and new ones come by themselves", async ({
  page,
  team,
}) => {
  await plantLookups(team, { count: 160, of: "admin" });
  await page.goto("/history");
  await pressUntil(page, "j", () => expect(firstLink(page)).toBeFocused({ timeout: 500 }));
  for (let pressed = 0; pressed < 130; pressed += 1) await page.keyboard.press("j");
  await expect(page.locator(":focus")).toHaveText(/^Person (?:2\d|3\d) @/);
  expect(await table(page).getByRole("row").count()).toBeLessThan(80);
  await lookUpByCall(team, ["nomatch.null"]);
  await expect(page.getByText("161 lookups")).toBeVisible(SOON);
  await page.getByRole("region", { name: /^Lookups/ }).evaluate((box) => {
    box.scrollTop = 0;
  });
  await expect(firstLink(page)).toHaveText("nomatch.null@magic.example");
});

test("a lookup is left for the next of the same list by keys and by buttons, and the way back leads to that list", async ({
  page,
  team,
}) => {
  await plantLookups(team, { count: 6, of: "admin" });
  await page.goto("/history?outcome=matched");
  await pressUntil(page, "j", () => expect(firstLink(page)).toBeFocused({ timeout: 500 }));
  await page.keyboard.press("Enter");
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  await expect(heading("Person 6 @ acme.example")).toBeVisible();
  const walk = page.getByRole("navigation", { name: "Within the list" });
  await expect(walk).toContainText("1 of 3");
  await pressUntil(page, "j", () => expect(heading("Person 4 @ acme.example")).toBeVisible({ timeout: 3000 }));
  await page.keyboard.press("ArrowRight");
  await expect(heading("Person 2 @ acme.example")).toBeVisible();
  await expect(walk).toContainText("3 of 3");
  await page.keyboard.press("k");
  await expect(heading("Person 4 @ acme.example")).toBeVisible();
  await walk.getByRole("button", { name: "Previous lookup" }).click();
  await expect(heading("Person 6 @ acme.example")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/history\?outcome=matched$/);
});

test.describe("a reviewer", () => {
  test.use({ who: "reviewer" });

  test("reads fifty lookups by the keyboard alone", async ({ page, team }) => {
    test.slow();
    await plantLookups(team, { count: 50 });
    await page.goto("/history?reviewed=no");
    await pressUntil(page, "j", () => expect(firstLink(page)).toBeFocused({ timeout: 500 }));
    await page.keyboard.press("Enter");
    const review = page.getByRole("region", { name: "Review" });
    for (let nth = 50; nth >= 1; nth -= 1) {
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Person ${String(nth)} @ acme.example`);
      await expect(review).toContainText("Nobody has reviewed this yet");
      await page.keyboard.press("m");
      const left = nth === 1 ? "All reviewed" : `${String(nth - 1)} left to review`;
      await expect(page.getByRole("navigation", { name: "Within the list" })).toContainText(left);
      await page.keyboard.press("u");
    }
    await expect(review).toContainText("Reviewed by");
    expect(await reviewedIn(team)).toBe(50);
    await page.keyboard.press("m");
    await expect(review).toContainText("Nobody has reviewed this yet");
    await expect.poll(() => reviewedIn(team)).toBe(49);
  });

  test("comments by key; the owner reads it at once and cannot answer; who wrote it takes it back", async ({
    page,
    browser,
    team,
  }) => {
    await plantLookups(team, { count: 1 });
    await page.goto("/history");
    await firstLink(page).click();
    await expect(page.getByRole("heading", { level: 1, name: "Person 1 @ acme.example" })).toBeVisible();
    const context = await browser.newContext({ storageState: await team.signIn("rep"), baseURL: team.url });
    const owner = await context.newPage();
    await owner.goto(page.url());
    await expect(owner.getByRole("region", { name: "Timeline" })).toBeVisible();
    await pressUntil(page, "c", () => expect(page.getByLabel("Comment")).toBeFocused({ timeout: 500 }));
    await page.keyboard.type("Is this the right company?");
    await page.keyboard.press("Control+Enter");
    const comments = page.getByRole("list", { name: "Comments" });
    await expect(comments).toContainText("Is this the right company?");
    const read = owner.getByRole("region", { name: "Review" });
    await expect(read).toContainText("Vera Reviewer", SOON);
    await expect(read).toContainText("Is this the right company?");
    await expect(read.getByRole("textbox")).toHaveCount(0);
    await expect(read.getByRole("button")).toHaveCount(0);
    await comments.getByRole("button", { name: /^Take back/ }).click();
    await expect(comments).toBeHidden();
    await expect(read).toBeHidden(SOON);
    await context.close();
  });
});

test.describe("who was away", () => {
  test.use({ who: "rep" });
  test("is told what came, goes to just that, and is told once", async ({ page, team }) => {
    await plantLookups(team, { count: 3 });
    await queryDatabase(
      team.dataDir,
      "update lookup set outcome = 'needs_a_look' where workspace_id = $1 and label like 'Person 2 %'",
      [team.workspaceId],
    );
    await leaveFor(team, "1 minute");
    await page.goto("/lookup");
    await expect(page.getByLabel("Quick fill")).toBeVisible();
    const card = page.getByRole("region", { name: "While you were away" });
    await expect(card).toHaveCount(0);
    await leaveFor(team, "15 hours");
    await page.reload();
    await card.getByRole("link", { name: "1 needs a look" }).click();
    await expect(page.getByRole("button", { name: /^Remove filter Needs a look since/ })).toBeVisible();
    await expect(table(page).getByRole("row")).toHaveCount(2);
    await page.goBack();
    await card.getByRole("button", { name: "Put away" }).click();
    await expect(card).toHaveCount(0);
    await expect(page.getByLabel("Quick fill")).toBeVisible();
    await expect
      .poll(async () => {
        await page.reload();
        return card.count();
      })
      .toBe(0);
  });
});
