import { expect, type Page } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { pressUntil } from "./press-until";
import { lookUpByCall, newest, type Team } from "./team";

/** A person who was looked up. Opens their page. */
async function openPerson(page: Page, team: Team): Promise<string> {
  await lookUpByCall(team, ["email.personal"], { revealPersonalEmails: true });
  const id = await newest(team, "person");
  await page.goto(`/people/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Perry Personal" })).toBeVisible();
  return id;
}

test("a note is written, edited, deleted and brought back; hostile words stay words", async ({ page, team }) => {
  await openPerson(page, team);
  const notes = page.getByRole("region", { name: "Notes" });
  await notes.getByRole("button", { name: "Write a note" }).click();
  await notes
    .getByLabel("Note", { exact: true })
    .fill("Likes **tea**. <img src=x onerror=alert(1)> [bad](javascript:alert(1)) https://acme.example");
  await page.keyboard.press("Control+Enter");
  await expect(notes.locator("strong")).toHaveText("tea");
  await expect(notes.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  await expect(notes.locator("img")).toHaveCount(0);
  await expect(notes.getByRole("link")).toHaveCount(1);
  await expect(notes.getByRole("link")).toHaveAttribute("rel", "noopener noreferrer nofollow");
  await expect(page.getByRole("region", { name: "Activity" })).toContainText("Ada Admin wrote a note");
  await notes.getByRole("button", { name: "Edit the note by Ada Admin" }).click();
  await notes.getByLabel("Note", { exact: true }).fill("Likes coffee");
  await notes.getByRole("button", { name: "Save note" }).click();
  await expect(notes.getByText("Likes coffee")).toBeVisible();
  await expect(notes.getByText(/edited just now/)).toBeVisible();
  await notes.getByRole("button", { name: "Delete the note by Ada Admin" }).click();
  await expect(notes.getByText("Nothing written yet.")).toBeVisible();
  // A lookup of the page can be undone as well.
  await page.locator("button[data-action]").filter({ hasText: "Undo" }).click();
  await expect(notes.getByText("Likes coffee")).toBeVisible();
});

test("a task is made, is overdue on the reader's own day, counted in the rail, and ticked off by keys", async ({
  page,
  team,
}) => {
  await openPerson(page, team);
  const tasks = page.getByRole("region", { name: "Tasks" });
  await tasks.getByRole("button", { name: "Add a task" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a task" });
  await dialog.getByLabel("Task").fill("Call about the offer");
  await dialog.getByRole("button", { name: "Today" }).click();
  await dialog.getByRole("button", { name: "Add task" }).click();
  await expect(tasks.getByText("Call about the offer")).toBeVisible();
  await expect(tasks.getByText("Today", { exact: true })).toBeVisible();

  await page.clock.setFixedTime(Date.now() + 86_400_000);
  await page.goto("/tasks");
  const overdue = page.getByRole("region", { name: "Overdue" });
  await expect(overdue.getByText("Call about the offer")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Tasks 1 overdue/ })).toBeVisible();
  await pressUntil(page, "j", () =>
    expect(overdue.getByRole("link", { name: "Perry Personal" })).toBeFocused({ timeout: 500 }),
  );
  await page.keyboard.press("x");
  const done = page.getByRole("region", { name: "Done" });
  await expect(done.getByText("Call about the offer")).toBeVisible();
  await expect(page.getByRole("link", { name: "Tasks", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(overdue.getByText("Call about the offer")).toBeVisible();
});

test("what a colleague writes and does appears while the page is open", async ({ page, team, browser }) => {
  const id = await openPerson(page, team);
  const context = await browser.newContext({ storageState: await team.signIn("rep"), baseURL: team.url });
  const colleague = await context.newPage();
  await colleague.goto(`/people/${id}`);
  await colleague.getByRole("button", { name: "Write a note" }).click();
  await colleague.getByLabel("Note", { exact: true }).fill("Spoke to her");
  await colleague.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByRole("region", { name: "Notes" }).getByText("Spoke to her")).toBeVisible();
  await expect(page.getByRole("region", { name: "Activity" })).toContainText("Rita Rep wrote a note");
  await context.close();
});

test("activity is narrowed to a kind", async ({ page, team }) => {
  await openPerson(page, team);
  const activity = page.getByRole("region", { name: "Activity" });
  await expect(activity.getByRole("listitem")).toHaveCount(1);
  await expect(activity.getByRole("link", { name: "Ada Admin looked them up" })).toBeVisible();
  await activity.getByRole("button", { name: "Notes" }).click();
  await expect(activity.getByText("Nothing of this kind.")).toBeVisible();
  await activity.getByRole("button", { name: "Lookups" }).click();
  await expect(activity.getByRole("listitem")).toHaveCount(1);
});

test("a person is taken along as a card, without the number that may not be dialled", async ({ page, team }) => {
  const id = await openPerson(page, team);
  await queryDatabase(
    team.dataDir,
    `insert into person_phone (id, workspace_id, person_id, number, dnc_status, source, observed_at)
     values ('phn_' || right($1, 26), $2, $1, '+12125550177', 'dnc', 'delivery', now())`,
    [id, team.workspaceId],
  );
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "vCard for an address book" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe(`${id}.vcf`);
  const card = Buffer.concat(await (await file.createReadStream()).toArray()).toString();
  expect(card).toContain("FN:Perry Personal\r\n");
  expect(card).not.toMatch(/5550177/);
});

test.describe("a reviewer", () => {
  test.use({ who: "reviewer" });
  test("reads notes, tasks and activity and changes none", async ({ page, team }) => {
    await openPerson(page, team);
    for (const name of ["Write a note", "Add a task"]) await expect(page.getByRole("button", { name })).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Activity" }).getByRole("button", { name: "Reveals" })).toBeVisible();
    await page.goto("/tasks");
    await expect(page.getByText("Reviewers are given no tasks")).toBeVisible();
  });
});
