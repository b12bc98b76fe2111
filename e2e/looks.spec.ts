import { expect } from "@playwright/test";
import { lookUp } from "./ask";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { lookUpByCall, newest, openAccount } from "./team";

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

  test("a key that is being replaced, and the dialog that replaced it", async ({ page, team }, info) => {
    await lookUpByCall(team, ["phone.never"], { revealPhoneNumber: true });
    await page.goto("/settings/api-keys");
    await page.getByRole("button", { name: "Rotate" }).click();
    const dialog = page.getByRole("dialog", { name: "Rotate Practice key" });
    await dialog.getByLabel("New API key").fill(await openAccount(team));
    await dialog.getByRole("button", { name: "Rotate" }).click();
    await expect(dialog.getByText("This key is of another Apollo team")).toBeVisible();
    await look(page, info, "api-keys-rotate");
    await dialog.getByRole("button", { name: "Rotate all the same" }).click();
    await expect(page.getByText("Another key took its place")).toBeVisible();
    await look(page, info, "api-keys-ending");
  });

  test("the first steps of a live workspace, whole and in a strip", async ({ page, team }, info) => {
    await queryDatabase(team.dataDir, "update workspace set kind = 'live' where id = $1", [team.workspaceId]);
    await page.goto("/lookup");
    await expect(page.getByRole("region", { name: "First steps" })).toBeVisible();
    await look(page, info, "first-steps");
    await page.goto("/people");
    await expect(page.getByRole("navigation", { name: "First steps" })).toBeVisible();
    await look(page, info, "first-steps-strip");
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
    ["/settings/privacy", "Nobody was erased yet"],
    ["/settings/privacy/suppressions", "Nobody is suppressed"],
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
      ["/settings/members", "Admins look after the members"],
      ["/settings/budgets", "Admins set the budgets"],
      ["/settings/webhooks", "Admins look after the webhook"],
      ["/approvals", "Admins decide on approvals"],
      ["/settings/privacy", "Admins answer for people’s data"],
      ["/settings/privacy/suppressions", "Admins keep the suppression list"],
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

test.describe("refused to a rep", () => {
  test.use({ who: "rep" });
  test("the audit says who reads it", async ({ page }, info) => {
    await page.goto("/settings/audit");
    await expect(page.getByText("Admins and reviewers read the audit")).toBeVisible();
    await look(page, info, "audit-rep");
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
