import { expect } from "@playwright/test";
import { test } from "./fixtures";
import { look } from "./look";
import { refresh, twins } from "./records";
import { lookUpByCall, newest } from "./team";

test("what a lookup changed, and the preview of its undo", async ({ page, team }, info) => {
  await page.goto(`/history/${await refresh(team)}`);
  const changed = page.getByRole("region", { name: "What this lookup changed" });
  await expect(changed.getByRole("checkbox").first()).toBeVisible();
  await look(page, info, "record-changes");
  await changed.getByRole("button", { name: "Undo…" }).click();
  await expect(page.getByRole("list", { name: "What would change" })).toBeVisible();
  await look(page, info, "record-undo");
});

test("a person whose fields and values were edited by hand", async ({ page, team }, info) => {
  await refresh(team);
  await page.goto(`/people/${await newest(team, "person")}`);
  const details = page.getByRole("region", { name: "Details" });
  await details.getByRole("button", { name: /^Edit Title/ }).click();
  await details.getByRole("textbox", { name: "Title" }).fill("Founder");
  await look(page, info, "record-editing");
  await page.keyboard.press("Enter");
  await expect(details.getByText(/^Protected/)).toBeVisible();
  const emails = page.getByRole("region", { name: "Emails" });
  await emails
    .getByRole("button", { name: /^Change/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Mark as wrong" }).click();
  await expect(emails.getByText("Wrong", { exact: true })).toBeVisible();
  await look(page, info, "record-edited");
  await emails.getByRole("button", { name: "Add an email" }).click();
  await expect(page.getByRole("dialog", { name: "Add an email" })).toBeVisible();
  await look(page, info, "record-add-email");
});

test("two records that may be one, the merge, and what became of it", async ({ page, team }, info) => {
  const { first } = await twins(team);
  await page.goto("/people/duplicates");
  await expect(page.getByRole("list", { name: "Pairs" })).toBeVisible();
  await look(page, info, "duplicates");
  await page.goto(`/people/${first}`);
  await page.getByRole("button", { name: "Merge…" }).click();
  const dialog = page.getByRole("dialog", { name: "Merge two people" });
  await expect(dialog.getByRole("radio").first()).toBeVisible();
  await look(page, info, "merge");
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByRole("region", { name: "Merged records" })).toBeVisible();
  await look(page, info, "merged");
});

test("no duplicates, and the field policy", async ({ page, team }, info) => {
  await lookUpByCall(team, ["email.personal"]);
  await page.goto("/people/duplicates");
  await expect(page.getByText("No duplicates")).toBeVisible();
  await look(page, info, "duplicates-none");
  await page.goto("/settings/field-policy");
  await expect(page.getByRole("list", { name: "Fields" })).toBeVisible();
  await look(page, info, "field-policy");
});
