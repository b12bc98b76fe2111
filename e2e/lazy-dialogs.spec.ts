import { expect, type Page, type Route } from "@playwright/test";
import { clickUntil } from "./click-until";
import { test } from "./fixtures";

const SCRIPTS = "**/_next/static/chunks/**";

/** The keys' page, its scripts running, and none fetched but those of the page and the dialog that adds a key. */
async function openKeys(page: Page) {
  await page.goto("/settings/api-keys");
  const dialog = page.getByRole("dialog", { name: "Add an API key" });
  await clickUntil(page.getByRole("button", { name: "Add key" }), dialog);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  const card = page.getByRole("list", { name: "API keys" }).locator("> li");
  return { card, question: page.getByRole("alertdialog", { name: "Delete Practice key?" }) };
}

test("while a dialog's script is on its way the page goes on, and then the dialog opens", async ({ page }) => {
  const { card, question } = await openKeys(page);
  const coming = Promise.withResolvers<undefined>();
  const hold = async (route: Route) => {
    await coming.promise;
    await route.continue();
  };
  // The dialog's alone: what the page goes on to fetch comes.
  await page.route(SCRIPTS, hold, { times: 1 });
  const asked = page.waitForRequest(SCRIPTS);
  await card.getByRole("button", { name: "Delete" }).click();
  await asked;
  await card.getByRole("button", { name: "Disable" }).click();
  await expect(card).toContainText("Disabled");
  await expect(question).toBeHidden();
  coming.resolve(undefined);
  await expect(question).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(question).toBeHidden();
});

test.describe("where scripts do not come", () => {
  test("a dialog says so, and opens at another try", async ({ context }) => {
    const page = await context.newPage();
    const { card, question } = await openKeys(page);
    await page.route(SCRIPTS, (route) => route.abort());
    await card.getByRole("button", { name: "Delete" }).click();
    const note = page.getByRole("alert").filter({ hasText: "This could not be fetched" });
    await expect(note).toBeVisible();
    await expect(card).toContainText("Works");
    await page.unroute(SCRIPTS);
    await note.getByRole("button", { name: "Close" }).click();
    await expect(note).toBeHidden();
    await card.getByRole("button", { name: "Delete" }).click();
    await expect(question).toBeVisible();
  });

  test("the page stays, and the toast that says why comes with them", async ({ context }) => {
    const page = await context.newPage();
    const { card } = await openKeys(page);
    await page.route("**/*", (route) => route.abort());
    const misses = new Map<string, number>();
    page.on("requestfailed", (request) => {
      if (request.resourceType() === "script") misses.set(request.url(), (misses.get(request.url()) ?? 0) + 1);
    });
    await card.getByRole("button", { name: "Disable" }).click();
    // A script is asked for twice before it counts as missed.
    await expect.poll(() => misses.size > 0 && [...misses.values()].every((times) => times > 1)).toBe(true);
    await expect(card).toContainText("Works");
    await page.unroute("**/*");
    await expect(page.getByText("The server did not answer")).toBeVisible();
    await expect(card).toContainText("Works");
  });
});
