import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures";
import { pressUntil } from "./press-until";
import { lookUpByCall, newest } from "./team";

const paletteOf = (page: Page) => page.getByRole("dialog", { name: "Search and commands" });
const fieldOf = (page: Page) => paletteOf(page).getByRole("combobox");

async function openByKey(page: Page): Promise<void> {
  await pressUntil(page, "Control+k", () => expect(fieldOf(page)).toBeFocused({ timeout: 2000 }));
}

test("pages, people and commands are reached by the keyboard alone, and what was chosen comes first", async ({
  page,
  team,
}) => {
  await lookUpByCall(team, ["email.personal"], { revealPersonalEmails: true });
  await page.goto("/lookup");
  await openByKey(page);
  await page.keyboard.type("perry");
  const option = paletteOf(page).getByRole("option", { name: /^Perry Personal/ });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Perry Personal" })).toBeVisible();
  await expect(paletteOf(page)).toBeHidden();

  await openByKey(page);
  await page.keyboard.type("history");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/history$/);

  await openByKey(page);
  const recent = paletteOf(page).getByRole("group", { name: "Recent" });
  await expect(recent.getByRole("option")).toHaveText([/^History/, /^Perry Personal/]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/people\/per_/);
});

test("it opens over a field that is typed in, closes by Esc and gives the focus back", async ({ page }) => {
  await page.goto("/people");
  const search = page.getByRole("searchbox", { name: "Search people" });
  await search.focus();
  await openByKey(page);
  await page.keyboard.type("n/?");
  await expect(fieldOf(page)).toHaveValue("n/?");
  await page.keyboard.press("Escape");
  await expect(paletteOf(page)).toBeHidden();
  await expect(search).toBeFocused();
  await openByKey(page);
  await page.keyboard.press("Control+k");
  await expect(paletteOf(page)).toBeHidden();
});

test("on a page without a search field / opens it", async ({ page }) => {
  await page.goto("/account");
  await pressUntil(page, "/", () => expect(fieldOf(page)).toBeFocused({ timeout: 2000 }));
});

test("what is on the clipboard fills the form, and nothing is spent", async ({ page, context, team }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/people");
  await page.evaluate(() => navigator.clipboard.writeText("email.personal@magic.example"));
  await openByKey(page);
  await page.keyboard.type("clipboard");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/lookup\?q=/);
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue("email.personal@magic.example");
  await expect(newest(team, "lookup")).rejects.toThrow("no lookup yet");
  await page.evaluate(() => navigator.clipboard.writeText("Dear all,\nhere are the minutes."));
  await openByKey(page);
  await page.keyboard.type("clipboard");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nobody is named on the clipboard")).toBeVisible();
});

test("on a person's page it writes a note, copies the email and tags; t tags as well", async ({
  page,
  context,
  team,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await lookUpByCall(team, ["email.personal"], { revealPersonalEmails: true });
  await page.goto(`/people/${await newest(team, "person")}`);
  await openByKey(page);
  await page.keyboard.type("copy email");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Email copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("@");
  await openByKey(page);
  await page.keyboard.type("write a note");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Note", { exact: true })).toBeFocused();
  await page.keyboard.type("nt?");
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("nt?");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.keyboard.press("t");
  await expect(page.getByRole("dialog", { name: /Tags/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Tag this person");
});

test("the theme changes from it", async ({ page }) => {
  await page.goto("/history");
  await openByKey(page);
  await page.keyboard.type("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveClass(/dark/);
});

test("its code comes with the first use of it", async ({ page }) => {
  const scripts: string[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) scripts.push(response.url());
  });
  await page.goto("/people", { waitUntil: "networkidle" });
  const holds = async () => {
    const texts = await Promise.all(scripts.map(async (url) => (await page.request.get(url)).text()));
    return texts.some((text) => text.includes("cmdk-group-heading"));
  };
  expect(await holds()).toBe(false);
  await openByKey(page);
  expect(await holds()).toBe(true);
});

test.describe("a reviewer", () => {
  test.use({ who: "reviewer" });
  test("is offered nothing that they may not do", async ({ page, team }) => {
    await lookUpByCall(team, ["email.personal"], { revealPersonalEmails: true });
    await page.goto(`/people/${await newest(team, "person")}`);
    await openByKey(page);
    await expect(paletteOf(page).getByRole("option", { name: /^Copy email/ })).toBeVisible();
    for (const name of [/clipboard/, /^Tag/, /^Write a note/, /^API keys/, /^Tasks/, /^Look up again/])
      await expect(paletteOf(page).getByRole("option", { name })).toHaveCount(0);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test("a button in the top bar opens it", async ({ page }) => {
    await page.goto("/people");
    await page.getByRole("button", { name: "Search or jump to…" }).click();
    await expect(fieldOf(page)).toBeFocused();
    const box = await paletteOf(page).boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
  });
});
