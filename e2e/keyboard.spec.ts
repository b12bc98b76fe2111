import { expect, type Locator, type Page } from "@playwright/test";
import { test } from "./fixtures";
import { pressUntil } from "./press-until";

const STOPS_MAX = 40;

test("a person is looked up and opened by the keyboard alone", async ({ page }) => {
  await page.goto("/people");
  await pressUntil(page, "n", () => expect(page).toHaveURL(/\/lookup$/, { timeout: 5000 }));
  await expect(page.getByLabel("Quick fill")).toBeFocused();
  await page.keyboard.type("email.personal@magic.example");
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue("email.personal@magic.example");
  const reveal = page.getByRole("switch", { name: "Reveal personal emails" });
  await tabTo(page, reveal);
  await page.keyboard.press("Space");
  await expect(reveal).toBeChecked();
  await tabTo(page, page.getByRole("button", { name: /^Look up/ }));
  await page.keyboard.press("Enter");
  const card = page.getByRole("region", { name: /^Result for/ });
  await expect(card).toContainText("postbox.example");
  await tabTo(page, card.getByRole("link", { name: "Open person" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Perry Personal" })).toBeVisible();
});

test("/ goes to the search, ? shows the keys, Esc closes and gives the focus back", async ({ page }) => {
  await page.goto("/people");
  await pressUntil(page, "/", () =>
    expect(page.getByRole("searchbox", { name: "Search people" })).toBeFocused({ timeout: 500 }),
  );
  await page.keyboard.type("n/?");
  await expect(page.getByRole("searchbox", { name: "Search people" })).toHaveValue("n/?");
  await page.getByRole("searchbox", { name: "Search people" }).blur();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toBeVisible();
  await page.keyboard.press("n");
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("the first stop of every page leads past the navigation", async ({ page }) => {
  for (const path of ["/people", "/history", "/deliveries", "/practice"]) {
    await page.goto(path);
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("#content")).toBeFocused();
  }
});

test("the account's menu opens, walks and closes by keys", async ({ page }) => {
  await page.goto("/people");
  const button = page.getByRole("button", { name: /^Account/ });
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  const dark = page.getByRole("menuitemradio", { name: "Dark" });
  await expect(dark).toBeVisible();
  // A menu moves its focus a moment after the key.
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(dark).toBeFocused({ timeout: 250 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expect(page.getByRole("menu")).toBeHidden();
});

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, `not reached in ${String(STOPS_MAX)} stops`).toBeFocused();
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
