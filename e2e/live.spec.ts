import { expect, type Page } from "@playwright/test";
import { forbidReload, lookUp } from "./ask";
import { test } from "./fixtures";

test.describe.configure({ mode: "parallel" });

/** A delivery comes 3 s after the answer; a page that polls asks every 5 s. */
const ARRIVAL = { timeout: 15_000 };
const SOONS_PHONE = "+1 212 555 0110";
const phonesOf = (page: Page) => page.getByRole("region", { name: "Phones" });

test("one who is elsewhere is told by a toast that leads to the person; one who has the person open is not", async ({
  page,
  context,
}) => {
  await lookUp(page, "phone.soon", "Reveal phone number");
  const elsewhere = await context.newPage();
  await elsewhere.goto("/history");
  const expectNoReload = await forbidReload(elsewhere);
  await expect(elsewhere.getByText("1 phone arrived").last()).toBeVisible(ARRIVAL);
  await expect(phonesOf(page)).toContainText(SOONS_PHONE, ARRIVAL);
  await expect(page.getByText("1 phone arrived", { exact: true })).toHaveCount(0);
  await elsewhere.getByRole("button", { name: "View" }).click();
  await expect(elsewhere.getByRole("heading", { level: 1, name: "Phoebe Soon" })).toBeVisible();
  await expect(phonesOf(elsewhere)).toContainText(SOONS_PHONE);
  await expectNoReload();
});

test("an arrival fills the row in People and the person's page where they stand open", async ({ page, context }) => {
  const card = await lookUp(page, "phone.two", "Reveal phone number");
  await card.getByRole("link", { name: "Open person" }).click();
  await expect(phonesOf(page)).toContainText("Phone pending");
  const people = await context.newPage();
  await people.goto("/people");
  const row = people.getByRole("table", { name: "People" }).getByRole("row", { name: /Tobias Two/ });
  await expect(row).toContainText("Phone pending");
  const expectNoReload = await forbidReload(people);
  await expect(row).toContainText("+1 212 555", ARRIVAL);
  await expect(phonesOf(page).getByRole("listitem")).toHaveCount(2, ARRIVAL);
  await expectNoReload();
});

test.describe("where the stream is kept from the page", () => {
  // The browser complains in the console of every request that fails.
  for (const [how, block] of [
    ["cut off", (page: Page) => page.route("**/api/events", (route) => route.abort())],
    [
      "answered with something else",
      (page: Page) => page.route("**/api/events", (route) => route.fulfill({ status: 502, body: "Bad gateway" })),
    ],
  ] as const)
    test(`${how}, the page polls and shows the phone all the same`, async ({ browser, storageState, team }) => {
      const context = await browser.newContext({ ...(storageState && { storageState }), baseURL: team.url });
      const page = await context.newPage();
      await block(page);
      await lookUp(page, "phone.soon", "Reveal phone number");
      const expectNoReload = await forbidReload(page);
      await expect(phonesOf(page)).toContainText(SOONS_PHONE, ARRIVAL);
      await expectNoReload();
      const back = page.waitForResponse((answer) => answer.url().endsWith("/api/events") && answer.ok());
      await page.unrouteAll();
      await back;
      await context.close();
    });
});
