import { expect, type Page } from "@playwright/test";
import { test } from "./fixtures";
import { plantPeople } from "./plant-people";

const rowOf = (page: Page, number: string) =>
  page.getByRole("table", { name: "People" }).getByRole("row", { name: new RegExp(`Person ${number} Abel`) });

const placesOf = (page: Page) => Promise.all(["001", "002", "005"].map((number) => rowOf(page, number).boundingBox()));

for (const width of [360, 1440])
  test(`before any script runs the rows stand where they will stay, ${String(width)} pixels wide`, async ({
    page,
    team,
    browser,
    baseURL,
  }) => {
    await plantPeople(team, 5);
    const storageState = await page.context().storageState();
    const bare = await browser.newContext({
      storageState,
      ...(baseURL !== undefined && { baseURL }),
      viewport: { width, height: 800 },
      javaScriptEnabled: false,
    });
    const before = await bare.newPage();
    await page.setViewportSize({ width, height: 800 });
    for (const one of [page, before]) await one.goto("/people");
    await expect(rowOf(page, "005")).toBeInViewport();
    expect(await placesOf(before)).toEqual(await placesOf(page));
    await bare.close();
  });
