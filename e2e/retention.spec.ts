import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { lookUp } from "./ask";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { lookUpByCall } from "./team";

/** A delivery comes 3 s after the answer and is applied within 5 s. */
const ARRIVAL = { timeout: 20_000 };
const LISTED = "+1 212 555 0188";

test("a do-not-call number is opened with a reason, to whoever gave it, and is in the access file all the same", async ({
  page,
}, info) => {
  const card = await lookUp(page, "phone.dnc", "Reveal phone number");
  await expect(card.getByRole("region", { name: "Phones" })).toContainText("Do not call", ARRIVAL);
  await card.getByRole("link", { name: "Open person" }).click();
  const phones = page.getByRole("region", { name: "Phones" });
  await expect(phones).toContainText("••88");
  expect(await page.content()).not.toMatch(/212\D{0,2}555\D?0188/);
  await look(page, info, "person-covered");

  const privacy = page.getByRole("region", { name: "Privacy" });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    privacy.getByRole("link", { name: "As a page" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^access-file-per_.*\.html$/);
  const saved = info.outputPath("access-file.html");
  await download.saveAs(saved);
  const file = await readFile(saved, "utf8");
  for (const words of ["Email addresses", "+12125550188", "for the lookup by Ada Admin"]) expect(file).toContain(words);

  await phones.getByRole("button", { name: /^Reveal/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(dialog).toContainText("Choose a reason.");
  await look(page, info, "person-reveal");
  await dialog.getByLabel("Reason").selectOption("Other");
  await dialog.getByLabel("In your words").fill("They called us back");
  await dialog.getByRole("button", { name: "Reveal", exact: true }).click();
  await expect(phones.getByRole("link", { name: LISTED })).toHaveAttribute("href", "tel:+12125550188");
  await look(page, info, "person-open");
  const printed = await page.context().newPage();
  await printed.goto(`file://${saved}`);
  await printed.setViewportSize({ width: 900, height: 1200 });
  await printed.screenshot({ path: info.outputPath("access-file.png") });
  await printed.setViewportSize({ width: 360, height: 740 });
  await printed.screenshot({ path: info.outputPath("access-file-360.png") });
});

test("bodies that are old enough go by a run, and their pages say so", async ({ page, team }, info) => {
  await lookUpByCall(team, ["phone.soon"], { revealPhoneNumber: true });
  await page.goto("/deliveries");
  await expect(page.getByRole("table", { name: /Deliveries/ })).toContainText("Applied", ARRIVAL);
  await queryDatabase(
    team.dataDir,
    "update delivery set received_at = received_at - interval '40 days' where workspace_id = $1",
    [team.workspaceId],
  );
  await page.goto("/settings/privacy/retention");
  await expect(page.getByText("1 old enough now")).toBeVisible();
  await look(page, info, "retention");
  const days = page.getByLabel("Days to keep: Callback bodies");
  await days.fill("0");
  await page.getByRole("button", { name: "Save periods" }).click();
  await expect(page.getByText("From 1 to 3,650 days.")).toBeVisible();
  await look(page, info, "retention-refused");
  await days.fill("20");
  await page.getByRole("button", { name: "Save periods" }).click();
  await expect(page.getByText("The periods are set")).toBeVisible();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("1 removed last time")).toBeVisible(ARRIVAL);
  await page.goto("/deliveries");
  const row = page.getByRole("table", { name: /Deliveries/ }).getByRole("row", { name: /phone\.soon@/ });
  await expect(row).toContainText("Removed");
  await row.getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Body" })).toContainText("because it was old enough");
  await look(page, info, "delivery-removed");
});
