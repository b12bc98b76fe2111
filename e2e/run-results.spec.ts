import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { test } from "./fixtures";
import { look } from "./look";
import { aFile, openDraft, SAMPLE } from "./run-files";

/** A worker takes rows up within a second. */
const SOON = { timeout: 20_000 };

test("what came of a file is downloaded, its people join a list, and the run is undone", async ({ page }, info) => {
  await openDraft(page, aFile("fair.csv", SAMPLE));
  await page.getByRole("button", { name: /^Dry run/ }).click();
  await page.getByRole("button", { name: "Run all 10 · up to 10 credits" }).click();
  await expect(page.locator("header").getByText("Done", { exact: true })).toBeVisible(SOON);

  const result = page.getByRole("button", { name: "Result" });
  await result.click();
  await page.getByRole("menuitem", { name: "Download…" }).click();
  const dialog = page.getByRole("dialog", { name: "Download the result" });
  await expect(dialog.getByRole("link", { name: "Download 12 rows" })).toBeVisible();
  await dialog.getByLabel("Invalid").uncheck();
  await dialog.getByLabel("Lookup ID").uncheck();
  await look(page, info, "run-download");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("link", { name: "Download 11 rows" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("fair-result.csv");
  const [header = [], ...rows]: string[][] = parse(readFileSync(await download.path()), { bom: true });
  const [own = []]: string[][] = parse(SAMPLE.split("\n")[0] ?? "");
  expect(header.slice(0, own.length)).toEqual(own);
  expect(header).toContain("Row state");
  expect(header).not.toContain("Lookup ID");
  expect(rows).toHaveLength(11);
  expect(rows.filter((row) => row[header.indexOf("Row state")] === "matched")).toHaveLength(10);
  await expect(dialog).toHaveCount(0);

  await result.click();
  await page.getByRole("menuitem", { name: "Download…" }).click();
  await expect(dialog.getByLabel("Lookup ID")).not.toBeChecked();
  await page.keyboard.press("Escape");

  await result.click();
  await page.getByRole("menuitem", { name: "Add everybody to a list…" }).click();
  const lists = page.getByRole("dialog", { name: "Add to a list" });
  await expect(lists).toContainText("10 people");
  await lists.getByRole("combobox", { name: "Find a list" }).fill("Fair");
  await lists.getByRole("option", { name: /Fair/ }).click();
  await lists.getByRole("button", { name: "Add to the list" }).click();
  await expect(page.getByText("Added 10 people")).toBeVisible();

  await result.click();
  await page.getByRole("menuitem", { name: "Undo this run…" }).click();
  const question = page.getByRole("alertdialog", { name: "Undo this run?" });
  await expect(question).toContainText("It takes back what 10 lookups brought into the records of 10 people.");
  await expect(question).toContainText("10 credits stay spent");
  await look(page, info, "run-undo");
  await question.getByRole("button", { name: "Take back 10 lookups" }).click();
  await expect(page.getByText("Took back what 10 lookups brought")).toBeVisible(SOON);
  await result.click();
  await expect(page.getByText("What it brought was taken back")).toBeVisible();
  await page.getByRole("menuitem", { name: "Show in People" }).click();
  await expect(page).toHaveURL(/\/people\?run=run_/);
  await expect(page.getByText("10 people", { exact: true })).toBeVisible();
});
