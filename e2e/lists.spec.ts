import { expect, type Locator, type Page } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { lookUpByCall, newest, type Team } from "./team";

const STOPS_MAX = 80;

async function listOf(team: Team): Promise<string[]> {
  const rows = await queryDatabase<{ name: string }>(
    team.dataDir,
    `select l.name from list_person lp join list l on l.id = lp.list_id where lp.workspace_id = $1 order by l.name`,
    [team.workspaceId],
  );
  return rows.map(({ name }) => name);
}

test("a list is made, shared, filled from a person's page, emptied, deleted and taken back", async ({
  page,
  team,
}, info) => {
  await lookUpByCall(team, ["email.personal"]);
  await page.goto("/lists");
  await expect(page.getByText("No lists yet")).toBeVisible();
  await look(page, info, "lists-empty");
  await page.getByRole("button", { name: "New list" }).click();
  const dialog = page.getByRole("dialog", { name: "New list" });
  await dialog.getByRole("button", { name: "Make the list" }).click();
  await expect(dialog.getByText("Give it a name.")).toBeVisible();
  await look(page, info, "lists-new");
  await dialog.getByLabel("Name").fill("Berlin fair");
  await dialog.getByRole("button", { name: "Make the list" }).click();
  const row = page.getByRole("row", { name: /Berlin fair/ });
  await expect(row).toContainText("Private");
  await row.getByRole("button", { name: "Change Berlin fair" }).click();
  await page.getByRole("menuitem", { name: "Share with everybody" }).click();
  await expect(row).toContainText("Shared");

  await page.goto(`/people/${await newest(team, "person")}`);
  const marks = page.getByRole("region", { name: "Owner, tags and lists" });
  await marks.getByRole("button", { name: "Add to a list" }).click();
  await page.getByRole("option", { name: "Berlin fair" }).click();
  await look(page, info, "lists-add");
  await page.getByRole("button", { name: "Add to the list" }).click();
  await expect(page.getByText("Added 1 person")).toBeVisible();
  await marks.getByRole("link", { name: /Berlin fair/ }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Berlin fair" })).toBeVisible();
  const people = page.getByRole("table", { name: "People in Berlin fair" });
  await expect(people.getByRole("link", { name: "Perry Personal" })).toBeVisible();
  await people.getByRole("checkbox", { name: "Mark Perry Personal" }).click();
  await look(page, info, "list");
  await page.getByRole("button", { name: "Remove from this list" }).click();
  await expect(page.getByText("Nobody here", { exact: true })).toBeVisible();
  await look(page, info, "list-empty");
  await page
    .getByText("Took 1 person out of the list")
    .locator("xpath=ancestor::li")
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(people.getByRole("link", { name: "Perry Personal" })).toBeVisible();

  await page.getByRole("button", { name: "Change Berlin fair" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/lists$/);
  await expect(page.getByText("No lists yet")).toBeVisible();
  await page
    .getByText("Deleted “Berlin fair”")
    .locator("xpath=ancestor::li")
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(row).toContainText("1");
  expect(await listOf(team)).toEqual(["Berlin fair"]);
  await look(page, info, "lists");
});

test("whom a rep looks up goes to the list that they chose", async ({ page, team }) => {
  await page.goto("/lists");
  await page.getByRole("button", { name: "New list" }).click();
  await page.getByLabel("Name").fill("Arrivals");
  await page.getByRole("button", { name: "Make the list" }).click();
  await page.getByLabel("People I look up go to").selectOption({ label: "Arrivals" });
  await expect(page.getByText("Whom you look up goes to “Arrivals” now")).toBeVisible();
  await lookUpByCall(team, ["email.personal"]);
  await expect(page.getByRole("row", { name: /Arrivals/ })).toContainText("1");
  expect(await listOf(team)).toEqual(["Arrivals"]);
});

test("tags are made, given and taken by the keyboard alone, and taken back", async ({ page, team }, info) => {
  await lookUpByCall(team, ["email.personal"]);
  await page.goto(`/people/${await newest(team, "person")}`);
  const marks = page.getByRole("region", { name: "Owner, tags and lists" });
  await expect(marks).toContainText("Nobody");
  await tabTo(page, marks.getByRole("button", { name: "Change tags" }));
  await page.keyboard.press("Enter");
  const field = page.getByRole("combobox", { name: "Find a tag" });
  await expect(field).toBeFocused();
  await page.keyboard.type("Key account");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: /Key account/ })).toHaveAttribute("aria-selected", "true");
  await look(page, info, "tags-give");
  await page.keyboard.press("Control+Enter");
  await expect(marks).toContainText("Key account");
  const remove = marks.getByRole("button", { name: "Remove the tag Key account" });
  await tabTo(page, remove);
  await page.keyboard.press("Enter");
  await expect(remove).toBeHidden();
  await page
    .getByText("Removed “Key account”")
    .locator("xpath=ancestor::li")
    .getByRole("button", { name: "Undo" })
    .press("Enter");
  await expect(remove).toBeVisible();
  await tabTo(page, marks.getByRole("button", { name: "Set the owner" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Find a member" })).toBeFocused();
  await expect(page.getByRole("option", { name: "Ada Admin" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(marks.getByText("Nobody")).toBeHidden();
  await look(page, info, "person-marked");
});

test("a tag is recoloured, merged into another and deleted, each taken back", async ({ page }, info) => {
  await page.goto("/tags");
  await look(page, info, "tags-empty");
  for (const name of ["Hot", "Warm"]) {
    await page.getByRole("button", { name: "New tag" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByRole("radio", { name: "green" }).check({ force: true });
    if (name === "Hot") await look(page, info, "tags-new");
    await page.getByRole("button", { name: "Make the tag" }).click();
    await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  }
  await page.getByRole("button", { name: "Change Warm" }).click();
  await page.getByRole("menuitem", { name: "Merge into another…" }).click();
  await page.getByRole("option", { name: "Hot" }).click();
  await page.getByRole("button", { name: "Merge into “Hot”" }).click();
  await expect(page.getByRole("row", { name: /Warm/ })).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("row", { name: /Warm/ })).toBeVisible();
  await look(page, info, "tags");
});

test.describe("as a reviewer", () => {
  test.use({ who: "reviewer" });
  test("lists, tags and a person's marks are read, and nothing offers a change", async ({ page, team }, info) => {
    await lookUpByCall(team, ["email.personal"]);
    for (const path of ["/lists", "/tags"]) {
      await page.goto(path);
      await expect(page.getByText(/No (?:lists|tags) yet/)).toBeVisible();
      await expect(page.getByRole("button", { name: /^New/ })).toBeHidden();
    }
    await page.goto(`/people/${await newest(team, "person")}`);
    const marks = page.getByRole("region", { name: "Owner, tags and lists" });
    await expect(marks).toContainText("None");
    await expect(marks.getByRole("button")).toHaveCount(0);
    await look(page, info, "person-reviewer");
  });
});

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, `not reached in ${String(STOPS_MAX)} stops`).toBeFocused();
}
