import { expect } from "@playwright/test";
import { lookUp } from "./ask";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { lookUpByCall, type Team } from "./team";

test.describe("filled", () => {
  test("the look-up page, empty, refused and with a result", async ({ page }, info) => {
    await page.goto("/lookup");
    await expect(page.getByText("The person appears here")).toBeVisible();
    await look(page, info, "lookup-empty");
    await page.getByLabel("First name").fill("Ada");
    await page.getByRole("button", { name: /^Look up/ }).click();
    await expect(page.getByText(/A first name alone never matches/)).toBeVisible();
    await look(page, info, "lookup-refused");
    await page.getByLabel("First name").fill("");
    const card = await lookUp(page, "phone.office", "Reveal phone number", "Reveal personal emails");
    await expect(card.getByRole("region", { name: "Phones" })).toContainText("HQ", { timeout: 15_000 });
    await look(page, info, "lookup-result");
  });

  test("a person's page", async ({ page, team }, info) => {
    await lookUpByCall(team, ["email.personal"], { revealPersonalEmails: true });
    await page.goto(`/people/${await newest(team, "person")}`);
    await expect(page.getByRole("region", { name: "Phones" })).toBeVisible();
    await look(page, info, "person");
  });

  test("People, with somebody and with nobody who fits", async ({ page, team }, info) => {
    await lookUpByCall(team, ["email.personal", "phone.office", "match.hostile"]);
    await page.goto("/people");
    await expect(page.getByRole("table", { name: "People" })).toBeVisible();
    await look(page, info, "people");
    await page.goto("/people?q=nobody-has-this-name");
    await expect(page.getByText("Nobody fits")).toBeVisible();
    await look(page, info, "people-nobody");
  });

  test("History and a lookup's story", async ({ page, team }, info) => {
    await lookUpByCall(team, ["email.personal", "nomatch.null", "error.401", "match.weak", "error.500"]);
    await lookUpByCall(team, ["phone.soon"], { revealPhoneNumber: true });
    await page.goto("/history");
    await expect(page.getByRole("table", { name: /Lookups/ })).toBeVisible();
    await look(page, info, "history");
    await page.goto(`/history/${await newest(team, "lookup")}`);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await look(page, info, "story");
  });

  test("an unmatched lookup's card", async ({ page }, info) => {
    await lookUp(page, "nomatch.null");
    await look(page, info, "lookup-no-match");
    await lookUp(page, "error.401");
    await look(page, info, "lookup-failed");
  });

  test("Practice", async ({ page }, info) => {
    await page.goto("/practice");
    await expect(page.getByText("Phoebe Soon", { exact: true }).first()).toBeVisible();
    await look(page, info, "practice");
  });

  test("API keys, and the dialog that adds one", async ({ page }, info) => {
    await page.goto("/settings/api-keys");
    await expect(page.getByRole("list", { name: "API keys" })).toBeVisible();
    await look(page, info, "api-keys");
    await page.getByRole("button", { name: "Add key" }).click();
    await expect(page.getByRole("dialog", { name: "Add an API key" })).toBeVisible();
    await look(page, info, "api-keys-add");
  });

  test("Budgets, and the dialog that sets one", async ({ page, team }, info) => {
    await lookUpByCall(team, ["email.personal", "phone.office"], { revealPhoneNumber: true });
    await page.goto("/settings/budgets");
    await page.getByRole("button", { name: "Set a limit" }).click();
    const dialog = page.getByRole("dialog", { name: "Limit of this workspace" });
    await expect(dialog).toBeVisible();
    await look(page, info, "budgets-set");
    await dialog.getByLabel("Credits a month").fill("2000");
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Change the limit of Ada Admin" }).click();
    await page.getByLabel("Credits a month").fill("20");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("meter")).toHaveCount(2);
    await look(page, info, "budgets");
  });

  test("the menus and the sheet of keys", async ({ page }, info) => {
    await page.goto("/lookup");
    await page.getByRole("button", { name: /^Account/ }).click();
    await expect(page.getByRole("menuitem", { name: "Sign out" })).toBeVisible();
    await look(page, info, "account-menu");
    await page.getByRole("menuitem", { name: "Keyboard shortcuts" }).click();
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await look(page, info, "shortcuts");
  });
});

test.describe("empty", () => {
  test.use({ hasKey: false });
  for (const [path, sign] of [
    ["/lookup", "No API key yet"],
    ["/people", "Nobody here yet"],
    ["/history", "No lookups yet"],
    ["/settings/api-keys", "No key yet"],
    ["/settings/webhooks", "Nothing has arrived yet"],
    ["/settings/privacy/retention", "Nothing is old enough"],
  ] as const)
    test(`${path} before anything is there`, async ({ page }, info) => {
      await page.goto(path);
      await expect(page.getByText(sign).first()).toBeVisible();
      await look(page, info, `empty${path.replaceAll("/", "-")}`);
    });
});

test.describe("refused", () => {
  test.use({ who: "reviewer" });
  test("pages that a reviewer may not use say whom to ask", async ({ page }, info) => {
    await page.goto("/settings/api-keys");
    await expect(page.getByText("Admins keep the keys")).toBeVisible();
    await look(page, info, "api-keys-reviewer");
    for (const [path, sign] of [
      ["/settings/budgets", "Admins set the budgets"],
      ["/settings/webhooks", "Admins look after the webhook"],
      ["/settings/privacy/retention", "Admins set how long things are kept"],
    ] as const) {
      await page.goto(path);
      await expect(page.getByText(sign)).toBeVisible();
      await look(page, info, `${path.split("/").at(-1) ?? ""}-reviewer`);
    }
    await page.goto("/lookup");
    await expect(page.getByText("You review this workspace")).toBeVisible();
    await look(page, info, "lookup-reviewer");
  });
});

test.describe("signed out", () => {
  test.use({ who: "nobody" });
  test("the sign-in page, before and after a wrong password", async ({ page }, info) => {
    await page.goto("/sign-in");
    await look(page, info, "sign-in");
    await page.getByLabel("Email").fill("nobody@perihelion.example");
    await page.getByLabel("Password", { exact: true }).fill("not this one");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Email or password is wrong.")).toBeVisible();
    await look(page, info, "sign-in-refused");
  });
});

test.describe("not found", () => {
  for (const path of ["/nowhere", "/people/nobody", "/history/nothing"])
    test(`${path} says what to do`, async ({ browser, storageState, baseURL }, info) => {
      // A context of its own: the browser complains of every 404 in the console.
      const context = await browser.newContext({ ...(storageState && { storageState }), ...(baseURL && { baseURL }) });
      const page = await context.newPage();
      expect((await page.goto(path))?.status()).toBe(404);
      await look(page, info, `not-found${path.replaceAll("/", "-")}`);
      await context.close();
    });
});

async function newest({ dataDir, workspaceId }: Team, table: "person" | "lookup"): Promise<string> {
  const [row] = await queryDatabase<{ id: string }>(
    dataDir,
    `select id from ${table} where workspace_id = $1 order by created_at desc limit 1`,
    [workspaceId],
  );
  if (!row) throw new Error(`no ${table} yet`);
  return row.id;
}
