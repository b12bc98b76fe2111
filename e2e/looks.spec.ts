import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, type TestInfo } from "@playwright/test";
import { suite } from "./accounts";
import { lookUp } from "./ask";
import { queryDatabase } from "./accounts";
import { test } from "./fixtures";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];
const THEMES = ["light", "dark"] as const;

test.describe("filled", () => {
  test("the look-up page, empty, refused and with a result", async ({ page }, info) => {
    await page.goto("/lookup");
    await expect(page.getByText("The person appears here")).toBeVisible();
    await look(page, info, "lookup-empty");
    await page.getByLabel("First name").fill("Ada");
    await page.getByRole("button", { name: /^Look up/ }).click();
    await expect(page.getByText(/A first name alone never matches/)).toBeVisible();
    await look(page, info, "lookup-refused");
    const card = await lookUp(page, "phone.office", "Reveal phone number", "Reveal personal emails");
    await expect(card.getByRole("region", { name: "Phones" })).toContainText("HQ", { timeout: 15_000 });
    await look(page, info, "lookup-result");
  });

  test("a person's page", async ({ page }, info) => {
    await page.goto(`/people/${await newest("person")}`);
    await expect(page.getByRole("region", { name: "Phones" })).toBeVisible();
    await look(page, info, "person");
  });

  test("People, with somebody and with nobody who fits", async ({ page }, info) => {
    await page.goto("/people");
    await expect(page.getByRole("table", { name: "People" })).toBeVisible();
    await look(page, info, "people");
    await page.goto("/people?q=nobody-has-this-name");
    await expect(page.getByText("Nobody fits")).toBeVisible();
    await look(page, info, "people-nobody");
  });

  test("History and a lookup's story", async ({ page }, info) => {
    await page.goto("/history");
    await expect(page.getByRole("table", { name: /Lookups/ })).toBeVisible();
    await look(page, info, "history");
    await page.goto(`/history/${await newest("lookup")}`);
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
    await expect(page.getByText("Phoebe Soon")).toBeVisible();
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
  test.use({ who: "outsider" });
  for (const [path, sign] of [
    ["/lookup", "No API key yet"],
    ["/people", "Nobody here yet"],
    ["/history", "No lookups yet"],
    ["/settings/api-keys", "No key yet"],
  ] as const)
    test(`${path} before anything is there`, async ({ page }, info) => {
      await page.goto(path);
      await expect(page.getByText(sign)).toBeVisible();
      await look(page, info, `empty${path.replaceAll("/", "-")}`);
    });
});

test.describe("refused", () => {
  test.use({ who: "reviewer" });
  test("pages that a reviewer may not use say whom to ask", async ({ page }, info) => {
    await page.goto("/settings/api-keys");
    await expect(page.getByText("Admins keep the keys")).toBeVisible();
    await look(page, info, "api-keys-reviewer");
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

/** axe finds nothing and nothing overflows sideways, in both themes and both widths; pictures are kept. */
async function look(page: Page, info: TestInfo, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const label = `${name}-${colorScheme}-${String(size.width)}`;
      await page.screenshot({ path: info.outputPath(`${label}.png`), fullPage: true });
      expect.soft(await overflowOf(page), `${label} overflows sideways`).toBe(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
      expect.soft(found, label).toEqual([]);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function newest(table: "person" | "lookup"): Promise<string> {
  const named = "where employment <> '[]'";
  const matched = "where outcome = 'matched' and attempt_id is not null";
  const [row] = await queryDatabase<{ id: string }>(
    suite().dataDir,
    `select id from ${table} ${table === "person" ? named : matched} order by created_at desc limit 1`,
  );
  if (!row) throw new Error(`no ${table} yet`);
  return row.id;
}
