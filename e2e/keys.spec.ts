import { expect } from "@playwright/test";
import { lookUp } from "./ask";
import { clickUntil } from "./click-until";
import { test } from "./fixtures";
import { openAccount } from "./team";

test.describe("a workspace without a key", () => {
  test.use({ hasKey: false });
  test("a key is added and tested at once, looks people up, and does so no more once it is disabled", async ({
    page,
    team,
  }) => {
    await page.goto("/settings/api-keys");
    const dialog = page.getByRole("dialog", { name: "Add an API key" });
    await clickUntil(page.getByRole("button", { name: "Add key" }), dialog);
    await dialog.getByRole("button", { name: "Add key" }).click();
    await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription(/\w/);
    await dialog.getByLabel("Name").fill("Sales");
    await dialog.getByLabel("API key").fill(team.account.key);
    await dialog.getByRole("button", { name: "Add key" }).click();
    await expect(dialog).toBeHidden();
    const card = page.getByRole("list", { name: "API keys" }).locator("> li");
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
  const dialog = page.getByRole("dialog", { name: "Add an API key" });
  await clickUntil(page.getByRole("button", { name: "Add key" }), dialog);
  await dialog.getByLabel("Name").fill("Mistyped");
  await dialog.getByLabel("API key").fill("this-key-was-never-made");
  await dialog.getByRole("button", { name: "Add key" }).click();
  const card = page.getByRole("list", { name: "API keys" }).locator("> li").filter({ hasText: "Mistyped" });
  await expect(card).toContainText("Rejected");
  await expect(card).toContainText("Copy it again from Apollo's settings");
  const question = page.getByRole("alertdialog", { name: "Delete Mistyped?" });
  await card.getByRole("button", { name: "Delete" }).click();
  await question.getByRole("button", { name: "Delete key" }).click();
  await expect(card).toHaveCount(0);
});

test("a change by one admin stands in the open page of another", async ({ page, context }) => {
  await page.goto("/settings/api-keys");
  const other = await context.newPage();
  await other.goto("/settings/api-keys");
  const shown = page.getByRole("list", { name: "API keys" }).locator("> li");
  await expect(shown).toContainText("Works");
  await other.getByRole("button", { name: "Disable" }).click();
  await expect(shown).toContainText("Disabled");
});

test("a key is rotated to one of another team after a yes; the phone that is coming ends on the old key", async ({
  page,
  team,
}) => {
  await lookUp(page, "phone.never", "Reveal phone number");
  await page.goto("/settings/api-keys");
  const dialog = page.getByRole("dialog", { name: "Rotate Practice key" });
  await clickUntil(page.getByRole("button", { name: "Rotate" }), dialog);
  await dialog.getByLabel("New API key").fill("this-key-was-never-made");
  await dialog.getByRole("button", { name: "Rotate" }).click();
  await expect(dialog.getByLabel("New API key")).toHaveAccessibleDescription(/does not accept this key/);
  await dialog.getByLabel("New API key").fill(await openAccount(team));
  await dialog.getByRole("button", { name: "Rotate" }).click();
  await expect(dialog.getByText("This key is of another Apollo team")).toBeVisible();
  await dialog.getByRole("button", { name: "Rotate all the same" }).click();
  await expect(dialog).toBeHidden();
  const cards = page.getByRole("list", { name: "API keys" }).locator("> li");
  await expect(cards).toHaveCount(2);
  await expect(cards.first()).toContainText("version 2");
  await expect(cards.first()).toContainText("Default");
  await expect(cards.first().getByRole("meter", { name: "Lookups a minute" })).toBeVisible();
  await expect(cards.last()).toContainText("1 pending result still ends on it");
  await cards.last().getByRole("button", { name: "Disable now" }).click();
  await expect(cards.last()).toContainText("Disabled");
});

test("the first steps lead to a practice lookup, and go once it is made", async ({ page }) => {
  await page.goto("/lookup");
  const steps = page.getByRole("region", { name: "First steps" });
  await expect(steps).toContainText("2 of 3 done");
  await steps.getByRole("link", { name: "Fill in a practice lookup" }).click();
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue("phone.soon@magic.example");
  await page.getByRole("button", { name: /^Look up/ }).click();
  await expect(steps).toBeHidden();
});
