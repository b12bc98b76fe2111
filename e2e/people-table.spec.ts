import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures";
import { look } from "./look";
import { plantPeople } from "./plant-people";
import { pressUntil } from "./press-until";

const tableOf = (page: Page) => page.getByRole("table", { name: "People" });
const rowOf = (page: Page, number: string) =>
  tableOf(page).getByRole("row", { name: new RegExp(`Person ${number} Abel`) });
const nameOf = (page: Page, number: string) => page.getByRole("link", { name: `Person ${number} Abel` });
const firstRow = (page: Page) => tableOf(page).getByRole("row").nth(1);
const filtersOf = (page: Page) => page.getByRole("group", { name: "Filters" });
const headersOf = (page: Page) => tableOf(page).getByRole("columnheader").allInnerTexts();
const drawerOf = (page: Page, number: string) => page.getByRole("dialog", { name: `Person ${number} Abel` });

test("a filter is added, comes back with the address, is changed and removed", async ({ page, team }) => {
  await plantPeople(team, 60);
  await page.goto("/people");
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name: "Country" }).click();
  await page.getByRole("dialog", { name: "Filter by Country" }).getByLabel("Germany").check();
  await page.keyboard.press("Escape");
  await expect(page.getByText("20 people")).toBeVisible();
  await expect(page).toHaveURL(/\?country=Germany$/);
  await page.reload();
  await expect(filtersOf(page)).toContainText("Germany");
  await expect(page.getByText("20 people")).toBeVisible();
  await filtersOf(page)
    .getByRole("button", { name: /^Country/ })
    .click();
  await page.getByRole("dialog", { name: "Filter by Country" }).getByLabel("France").check();
  await page.keyboard.press("Escape");
  await expect(page.getByText("40 people")).toBeVisible();
  await expect(filtersOf(page)).toContainText("Germany or France");
  await page.getByRole("button", { name: "Remove filter: Country" }).click();
  await expect(page).toHaveURL(/\/people$/);
  await expect(page.getByRole("button", { name: "Add filter" })).toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL(/country=/);
});

test("a column's header sorts up, down and not at all, and says so", async ({ page, team }) => {
  await plantPeople(team, 60);
  await page.goto("/people");
  const header = tableOf(page).getByRole("columnheader", { name: "Name" });
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "descending");
  await expect(firstRow(page)).toContainText("Person 060 Abel");
  await page.reload();
  await expect(firstRow(page)).toContainText("Person 060 Abel");
  await header.getByRole("button").click();
  await expect(header).toHaveAttribute("aria-sort", "none");
  await expect(firstRow(page)).toContainText("Person 001 Abel");
});

test("columns are hidden, moved and made wider, and an address brings them back", async ({ page, team }) => {
  await plantPeople(team, 3);
  await page.goto("/people");
  await page.getByRole("button", { name: "Columns" }).click();
  const picker = page.getByRole("dialog", { name: "Columns" });
  await picker.getByLabel("Title", { exact: true }).uncheck();
  await picker.getByLabel("Email", { exact: true }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await picker.getByLabel("Country", { exact: true }).check();
  await picker.getByRole("switch", { name: "Compact rows" }).click();
  await page.keyboard.press("Escape");
  const edge = page.getByRole("separator", { name: "Width of Email" });
  await edge.focus();
  await page.keyboard.press("ArrowRight");
  await expect(edge).toHaveAttribute("aria-valuenow", "276");
  const headers = [
    "Name",
    "Email",
    "Company",
    "Phone",
    "State",
    "Tags",
    "Owner",
    "Last enriched",
    "Credits",
    "Country",
  ];
  expect((await headersOf(page)).filter(Boolean)).toEqual(headers);
  await expect(page).toHaveURL(/cols=email,company,phone/);
  await expect(page).toHaveURL(/w=email:276/);
  await page.reload();
  expect((await headersOf(page)).filter(Boolean)).toEqual(headers);
  await expect(edge).toHaveAttribute("aria-valuenow", "276");
  expect(Math.round((await firstRow(page).boundingBox())?.height ?? 0)).toBe(28);
});

test("a column's edge is dragged", async ({ page, team }) => {
  await plantPeople(team, 3);
  await page.goto("/people");
  const edge = page.getByRole("separator", { name: "Width of Title" });
  const box = await edge.boundingBox();
  if (!box) throw new Error("no edge");
  await page.mouse.move(box.x + 2, box.y + 5);
  await page.mouse.down();
  await page.mouse.move(box.x + 62, box.y + 5, { steps: 3 });
  await page.mouse.up();
  await expect(edge).toHaveAttribute("aria-valuenow", "250");
  await expect(page).toHaveURL(/w=title:250/);
});

test("a view is saved and shared, bears a dot once changed, is updated, deleted and taken back", async ({
  page,
  team,
  browser,
}) => {
  await plantPeople(team, 12);
  await page.goto("/people?country=Germany");
  await page.getByRole("button", { name: "Save view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(
    dialog.getByText("Check the marked fields.").or(dialog.getByText("Give the view a name.")),
  ).toBeVisible();
  await dialog.getByLabel("Name").fill("Germans");
  await dialog.getByRole("switch", { name: "Share with the workspace" }).click();
  await dialog.getByRole("button", { name: "Save view" }).click();
  const tabs = page.getByRole("navigation", { name: "Views" });
  const tab = tabs.getByRole("button", { name: /^Germans/ });
  await expect(tab).toHaveAttribute("aria-current", "true");
  await expect(tab).not.toContainText("changed");
  await filtersOf(page)
    .getByRole("button", { name: /^Country/ })
    .click();
  await page.getByRole("dialog", { name: "Filter by Country" }).getByLabel("Japan").check();
  await page.keyboard.press("Escape");
  await expect(tab).toContainText("changed");
  await page.getByRole("button", { name: "Change the view Germans" }).click();
  await page.getByRole("menuitem", { name: "Update view" }).click();
  await expect(tab).not.toContainText("changed");
  await tabs.getByRole("button", { name: "All people" }).click();
  await expect(page.getByText("12 people")).toBeVisible();
  await tab.click();
  await expect(page.getByText("8 people")).toBeVisible();

  const theirs = await browser.newContext({ storageState: await team.signIn("rep"), baseURL: team.url });
  const rep = await theirs.newPage();
  await rep.goto("/people");
  await rep.getByRole("button", { name: /^Germans/ }).click();
  await expect(rep.getByText("8 people")).toBeVisible();
  await rep.getByRole("button", { name: "Change the view Germans" }).click();
  await expect(rep.getByRole("menuitem", { name: "Save as a new view" })).toBeVisible();
  await expect(rep.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);
  await theirs.close();

  await page.getByRole("button", { name: "Change the view Germans" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(tab).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tab).toBeVisible();
});

test("a click opens a person beside the table, keys walk the rows, Esc gives the focus back", async ({
  page,
  team,
}) => {
  await plantPeople(team, 60);
  await page.goto("/people");
  await rowOf(page, "002").getByTitle("Account Executive", { exact: true }).click();
  await expect(drawerOf(page, "002")).toBeVisible();
  await expect(drawerOf(page, "002")).toContainText("2 of 50+");
  await expect(drawerOf(page, "002").getByRole("region", { name: "Phones" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(drawerOf(page, "003")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowUp");
  await expect(drawerOf(page, "002")).toBeVisible();
  const before = page.url();
  await nameOf(page, "005").first().click();
  await expect(drawerOf(page, "005")).toBeVisible();
  await expect(page).toHaveURL(/person=per_/);
  await expect(page).not.toHaveURL(before);
  await page.reload();
  await expect(drawerOf(page, "005")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawerOf(page, "005")).toHaveCount(0);
  await expect(nameOf(page, "005")).toBeFocused();
  await expect(page).toHaveURL(/\/people$/);
  await page.keyboard.press("Space");
  await expect(drawerOf(page, "005")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Person 005 Abel" })).toBeVisible();
});

test("rows are marked with Shift, all that match but one are tagged, and all of it is taken back", async ({
  page,
  team,
}) => {
  await plantPeople(team, 120);
  await page.goto("/people");
  const bar = page.getByRole("region", { name: "Selected people" });
  await page.getByLabel("Select Person 002 Abel").click();
  await page.getByLabel("Select Person 005 Abel").click({ modifiers: ["Shift"] });
  await expect(bar).toContainText("4 selected");
  await page.getByLabel("Select all that are loaded").click();
  await bar.getByRole("button", { name: "Select all 120 that match" }).click();
  await expect(bar).toContainText("120 selected");
  await page.getByLabel("Select Person 003 Abel").click();
  await expect(bar).toContainText("119 selected");
  await bar.getByRole("button", { name: "Tag" }).click();
  const dialog = page.getByRole("dialog", { name: "Tags" });
  await expect(dialog).toContainText("119 people");
  await dialog.getByRole("combobox", { name: "Find a tag" }).fill("hot");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Change tags" })).toBeEnabled();
  await dialog.getByRole("button", { name: "Change tags" }).click();
  await expect(page.getByText("Tags of 119 people changed")).toBeVisible();
  await expect(rowOf(page, "002")).toContainText("hot");
  await expect(rowOf(page, "003")).not.toContainText("hot");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(page, "002")).not.toContainText("hot");
});

test("an admin suppresses those who are marked, is told what that does, and takes it back", async ({ page, team }) => {
  await plantPeople(team, 5);
  await page.goto("/people");
  await page.getByLabel("Select Person 002 Abel").click();
  const bar = page.getByRole("region", { name: "Selected people" });
  await bar.getByRole("button", { name: "Suppress" }).click();
  const dialog = page.getByRole("dialog", { name: "Suppress" });
  await expect(dialog).toContainText("Nobody looks them up any more");
  await dialog.getByRole("button", { name: "Suppress" }).click();
  await expect(page.getByText("1 person suppressed")).toBeVisible();
  await expect(bar).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Undone for 1 person")).toBeVisible();
});

test("found, narrowed, marked, tagged and opened by the keyboard alone", async ({ page, team }) => {
  await plantPeople(team, 30);
  await page.goto("/people");
  await pressUntil(page, "/", () =>
    expect(page.getByRole("searchbox", { name: "Search people" })).toBeFocused({ timeout: 500 }),
  );
  await page.keyboard.type("00");
  await expect(page.getByText("9 people")).toBeVisible();
  await page.keyboard.press("Tab");
  if (await page.getByRole("button", { name: "Clear search" }).evaluate((node) => node === document.activeElement))
    await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Add filter" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Title" })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("t");
    await expect(page.getByRole("menuitem", { name: "Title" })).toBeFocused({ timeout: 250 });
  }).toPass();
  await page.keyboard.press("Enter");
  const words = page.getByRole("textbox", { name: "Title contains" });
  await expect(words).toBeFocused();
  await page.keyboard.type("engineer");
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 people")).toBeVisible();
  await page.keyboard.press("j");
  await expect(nameOf(page, "004")).toBeFocused();
  await page.keyboard.press("j");
  await expect(nameOf(page, "008")).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByLabel("Select Person 008 Abel")).toBeChecked();
  await page.keyboard.press("t");
  await expect(page.getByRole("dialog", { name: "Tags" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Tags" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByLabel("Select Person 008 Abel")).not.toBeChecked();
  await nameOf(page, "008").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Person 008 Abel" })).toBeVisible();
});

test("the table loads on as it is scrolled, draws few rows, and comes back to where it was", async ({ page, team }) => {
  await plantPeople(team, 400);
  await page.goto("/people");
  const box = page.getByRole("region", { name: "People", exact: true });
  await expect(rowOf(page, "001")).toBeVisible();
  await expect(async () => {
    await box.evaluate((node) => (node.scrollTop = node.scrollHeight));
    await expect(rowOf(page, "400")).toBeVisible({ timeout: 250 });
  }).toPass();
  await expect(page.getByText("That is everybody")).toBeVisible();
  expect(await page.locator("tbody tr[data-index]").count()).toBeLessThan(60);
  await expect(tableOf(page).getByRole("columnheader", { name: "Name" })).toBeInViewport();
  await rowOf(page, "398").getByTitle("Account Executive", { exact: true }).click();
  await drawerOf(page, "398").getByRole("link", { name: "Open page" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Person 398 Abel" })).toBeVisible();
  await page.goBack();
  await expect(rowOf(page, "398")).toBeInViewport();
});

test.describe("a reviewer", () => {
  test.use({ who: "reviewer" });
  test("narrows and opens, marks nobody and keeps no view", async ({ page, team }) => {
    await plantPeople(team, 5);
    await page.goto("/people?country=Germany");
    await expect(rowOf(page, "001")).toBeVisible();
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Save view" })).toHaveCount(0);
    await rowOf(page, "001").getByTitle("Head of Sales", { exact: true }).click();
    await expect(drawerOf(page, "001")).toBeVisible();
  });
});

test("looks", async ({ page, team }, info) => {
  await plantPeople(team, 120);
  await page.goto("/people?country=Germany,France&sort=name");
  await expect(rowOf(page, "001")).toBeVisible();
  await page.getByLabel("Select Person 002 Abel").click();
  await expect(page.getByRole("region", { name: "Selected people" })).toBeVisible();
  await look(page, info, "people-marked");
  await rowOf(page, "004").getByTitle("Engineer", { exact: true }).click();
  await expect(drawerOf(page, "004").getByRole("region", { name: "Phones" })).toBeVisible();
  await look(page, info, "people-drawer");
  await page.goto("/people?title=engineer&density=compact&cols=country,seniority,updated");
  await expect(rowOf(page, "004")).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await expect(page.getByRole("dialog", { name: "Columns" })).toBeVisible();
  await look(page, info, "people-columns");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name: "Country" }).click();
  await expect(page.getByLabel("Germany")).toBeVisible();
  await look(page, info, "people-filter");
});
