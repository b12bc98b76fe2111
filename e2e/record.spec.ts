import { expect, type Page } from "@playwright/test";
import { lookUp } from "./ask";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { ageCalls, ageTitle, refresh, twins } from "./records";
import { lookUpByCall, newest } from "./team";

const changed = (page: Page) => page.getByRole("region", { name: "What this lookup changed" });

test("what a refresh changed stands old beside new, is left out field by field, and is undone and redone", async ({
  page,
  team,
}) => {
  await page.goto(`/history/${await refresh(team)}`);
  await expect(changed(page)).toContainText("Apprentice");
  const title = changed(page).getByRole("checkbox", { name: /^Take Title/ });
  await expect(title).toBeChecked();
  await title.click();
  await expect(changed(page)).toContainText("Left out by a member");
  await expect(page.getByText("Apprentice at")).toBeVisible();
  await title.click();
  await expect(page.getByText("Apprentice at")).toBeHidden();

  await changed(page).getByRole("button", { name: "Undo…" }).click();
  const dialog = page.getByRole("dialog", { name: "Undo what this lookup changed" });
  await expect(dialog).toContainText("no credits come back");
  await expect(dialog.getByRole("list", { name: "What would change" })).toContainText("Apprentice");
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(dialog).toBeHidden();
  await expect(changed(page)).toContainText("Undone by Ada Admin");
  await expect(page.getByText("Apprentice at")).toBeVisible();
  await changed(page).getByRole("button", { name: "Redo…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Redo" }).click();
  await expect(changed(page)).not.toContainText("Undone by");
  await expect(page.getByText("Apprentice at")).toBeHidden();
});

test("a lookup is undone from the person's page by the keyboard alone", async ({ page, team }) => {
  await refresh(team);
  await page.goto(`/people/${await newest(team, "person")}`);
  const lookups = page.getByRole("region", { name: "Lookups" });
  const undo = lookups.getByRole("button", { name: "Undo what this lookup changed" }).first();
  await undo.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Undo what this lookup changed" });
  await expect(dialog.getByRole("list", { name: "What would change" })).toBeVisible();
  await dialog.getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Enter");
  await expect(lookups.getByText("Undone", { exact: true })).toBeVisible();
  await expect(page.getByText("Apprentice at")).toBeVisible();
});

test("a field is edited in place by keys: Enter saves, Esc leaves, and answers leave it alone", async ({
  page,
  team,
}) => {
  await lookUpByCall(team, ["email.personal"]);
  await page.goto(`/people/${await newest(team, "person")}`);
  const details = page.getByRole("region", { name: "Details" });
  const edit = details.getByRole("button", { name: /^Edit Title/ });
  await edit.focus();
  await page.keyboard.press("Enter");
  const field = details.getByRole("textbox", { name: "Title" });
  await expect(field).toBeFocused();
  await field.fill("Nobody");
  await page.keyboard.press("Escape");
  await expect(edit).toBeFocused();
  await expect(details).not.toContainText("Nobody");
  await page.keyboard.press("Enter");
  await field.fill("Founder");
  await page.keyboard.press("Enter");
  await expect(details.getByText(/^Protected: edited by Ada Admin on/)).toBeVisible();
  await ageCalls(team);
  await lookUpByCall(team, ["email.personal"], { isRefresh: true });
  await page.goto(`/history/${await newest(team, "lookup")}`);
  await expect(changed(page)).toContainText("Not taken: edited by hand");
  await page.goBack();
  await details.getByRole("button", { name: "Let answers change it again: Title" }).click();
  await expect(details.getByText(/^Protected/)).toBeHidden();
  await details.getByRole("button", { name: /^Edit LinkedIn/ }).click();
  await details.getByRole("textbox", { name: "LinkedIn" }).fill("acme.example");
  await page.keyboard.press("Enter");
  await expect(details.getByRole("alert")).toContainText("Give the address of a LinkedIn profile");
});

test("an address by hand: added, put first, marked wrong and taken back, removed", async ({ page, team }) => {
  await lookUpByCall(team, ["email.personal"]);
  await page.goto(`/people/${await newest(team, "person")}`);
  const emails = page.getByRole("region", { name: "Emails" });
  await emails.getByRole("button", { name: "Add an email" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an email" });
  await dialog.getByLabel("Email").fill("no address");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("This is no email address.");
  await dialog.getByLabel("Email").fill("perry@home.example");
  await dialog.getByLabel("Type").selectOption("personal");
  await dialog.getByLabel("Label").fill("evenings");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(emails.getByText("evenings")).toBeVisible();
  const row = emails.getByRole("listitem").filter({ hasText: "perry@home.example" });
  const choose = async (name: string) => {
    await row.getByRole("button", { name: /^Change/ }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  await choose("Put first");
  await expect(row.getByText("First", { exact: true })).toBeVisible();
  await choose("Mark as wrong");
  await expect(row.getByText("Wrong", { exact: true })).toBeVisible();
  await choose("Not wrong after all");
  await expect(row.getByText("Wrong", { exact: true })).toBeHidden();
  const origin = emails.getByRole("link", { name: "Lookup" }).first();
  await origin.focus();
  await expect(emails.getByRole("tooltip").filter({ visible: true })).toContainText("Asked by Ada Admin");
  await choose("Remove");
  await expect(row).toBeHidden();
});

test("two records of one person are merged with a choice of values, and parted again", async ({ page, team }) => {
  const { first, second } = await twins(team);
  await page.goto(`/people/${first}`);
  const notice = page.getByRole("region", { name: "May be the same person" });
  await expect(notice).toContainText("Both have the address shared@acme.example.");
  await notice.getByRole("button", { name: "Merge…" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge two people" });
  const name = dialog.getByRole("group", { name: "Name", exact: true });
  await name.getByRole("radio", { name: "Perry Personal" }).check();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: "Perry Personal" })).toBeVisible();
  await expect(notice).toBeHidden();
  const merged = page.getByRole("region", { name: "Merged records" });
  await merged.getByRole("button", { name: /^Undo merge with/ }).click();
  await expect(merged).toBeHidden();
  expect((await page.goto(`/people/${second}`))?.status()).toBe(200);
});

test("Duplicates offers pairs, and not again once they are said to be two people", async ({ page, team }) => {
  await twins(team);
  await page.goto("/people");
  await page.getByRole("link", { name: "Duplicates" }).click();
  const pairs = page.getByRole("list", { name: "Pairs" });
  await expect(pairs.getByRole("listitem")).toHaveCount(1);
  await pairs.getByRole("button", { name: "Not the same" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("No duplicates")).toBeVisible();
});

test("the field policy keeps what is known, and the lookup shows what was not taken", async ({ page, team }) => {
  await lookUpByCall(team, ["email.personal"]);
  await ageTitle(team);
  await page.goto("/settings/field-policy");
  await page.getByRole("combobox", { name: "Policy of Title" }).selectOption("fill_empty");
  await expect(page.getByText("Title: fill empty")).toBeVisible();
  await lookUpByCall(team, ["email.personal"], { isRefresh: true });
  await page.goto(`/history/${await newest(team, "lookup")}`);
  await expect(changed(page)).toContainText("Not taken: the workspace’s field policy");
  await changed(page)
    .getByRole("checkbox", { name: /^Take Title/ })
    .click();
  await expect(changed(page)).not.toContainText("Not taken");
});

test.describe("a reviewer", () => {
  test.use({ who: "reviewer" });
  test("reads where values came from, and changes nothing", async ({ page, team }) => {
    await lookUpByCall(team, ["email.personal"]);
    await page.goto(`/people/${await newest(team, "person")}`);
    const details = page.getByRole("region", { name: "Details" });
    await expect(details.getByRole("link", { name: "Lookup" }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^(Edit |Change |Add an|Undo)/ })).toHaveCount(0);
  });
});

test("the result card of a refresh tells at once what it changed", async ({ page, team }) => {
  await lookUpByCall(team, ["email.personal"]);
  await ageTitle(team);
  await queryDatabase(team.dataDir, "update workspace set fresh_days = 0 where id = $1", [team.workspaceId]);
  const card = await lookUp(page, "email.personal");
  await expect(card.getByRole("region", { name: "What this lookup changed" })).toContainText("Apprentice");
});
