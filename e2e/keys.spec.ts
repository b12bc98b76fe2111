import { expect } from "@playwright/test";
import { lookUp } from "./ask";
import { test } from "./fixtures";

test.describe("a workspace without a key", () => {
  test.use({ hasKey: false });
  test("a key is added and tested at once, looks people up, and does so no more once it is disabled", async ({
    page,
    team,
  }) => {
    await page.goto("/settings/api-keys");
    await page.getByRole("button", { name: "Add key" }).click();
    const dialog = page.getByRole("dialog", { name: "Add an API key" });
    await dialog.getByRole("button", { name: "Add key" }).click();
    await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/\w/);
    await dialog.getByLabel("Name").fill("Sales");
    await dialog.getByLabel("API key").fill(team.account.key);
    await dialog.getByRole("button", { name: "Add key" }).click();
    await expect(dialog).toBeHidden();
    const card = page.getByRole("list", { name: "API keys" }).getByRole("listitem");
    for (const word of ["Sales", "Default", "Works", "10,000", team.account.key.slice(-4)])
      await expect(card).toContainText(word);

    await lookUp(page, "email.personal");
    await page.goto("/settings/api-keys");
    await card.getByRole("button", { name: "Test for free" }).click();
    await expect(page.getByText("Tested: Sales")).toBeVisible();
    await expect(card).toContainText("9,999");
    expect(await page.content(), "the key itself").not.toContain(team.account.key);

    await card.getByRole("button", { name: "Disable" }).click();
    await expect(card).toContainText("Disabled");
    await expect(page.getByText("No key is in use")).toBeVisible();
    await page.goto("/lookup");
    await page.getByLabel("Email", { exact: true }).fill("phone.soon@magic.example");
    await page.getByRole("button", { name: /^Look up/ }).click();
    await expect(page.getByRole("region", { name: "Result" })).toContainText("no API key in use");

    await page.goto("/settings/api-keys");
    await card.getByRole("button", { name: "Enable" }).click();
    await expect(card).toContainText("Default");
    await lookUp(page, "match.hostile");
  });
});

test("a key that the provider does not know is kept, and said to be rejected", async ({ page }) => {
  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "Add key" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an API key" });
  await dialog.getByLabel("Name").fill("Mistyped");
  await dialog.getByLabel("API key").fill("this-key-was-never-made");
  await dialog.getByRole("button", { name: "Add key" }).click();
  const card = page.getByRole("list", { name: "API keys" }).getByRole("listitem").filter({ hasText: "Mistyped" });
  await expect(card).toContainText("Rejected");
  await expect(card).toContainText("Copy it again from Apollo's settings");
  await card.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete key" }).click();
  await expect(card).toHaveCount(0);
});

test("a change by one admin stands in the open page of another", async ({ page, context }) => {
  await page.goto("/settings/api-keys");
  const other = await context.newPage();
  await other.goto("/settings/api-keys");
  const shown = page.getByRole("list", { name: "API keys" }).getByRole("listitem");
  await expect(shown).toContainText("Works");
  await other.getByRole("button", { name: "Disable" }).click();
  await expect(shown).toContainText("Disabled");
});
