import { expect } from "@playwright/test";
import { lookUp, MAGIC } from "./ask";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { lookUpByCall } from "./team";

test("a person whose phone is pending is erased: the callback is dropped, and nobody buys them again", async ({
  page,
  team,
}) => {
  await lookUpByCall(team, ["phone.slow"], { revealPhoneNumber: true });
  const [person] = await queryDatabase<{ id: string }>(team.dataDir, "select id from person where workspace_id = $1", [
    team.workspaceId,
  ]);
  await page.goto(`/people/${person?.id ?? ""}`);
  await page.getByRole("link", { name: "Erase…" }).click();
  const record = page.getByRole("list", { name: "What is held" }).getByRole("listitem").first();
  await expect(record).toContainText("1 lookup");
  await expect(record).toContainText("1 under way");
  await record.getByRole("button", { name: /^Erase / }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(dialog.getByLabel("Type ERASE to go on")).toHaveAccessibleDescription(/Type ERASE to erase/);
  await dialog.getByLabel("Type ERASE to go on").fill("ERASE");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByText("Done. Nothing that could say who it was is left here.")).toBeVisible({
    timeout: 15_000,
  });
  await expect(page.getByRole("row", { name: /Records/ })).toContainText("1");

  await page.goto("/lookup");
  await page.getByLabel("Email", { exact: true }).fill(`phone.slow@${MAGIC}`);
  await page.getByRole("button", { name: /^Look up/ }).click();
  const refused = page.getByRole("region", { name: "Result for Somebody who was erased" });
  await expect(refused).toContainText("Suppressed");
  await expect(refused).toContainText("so nothing was sent. No credits spent.");
  // The two minutes are over.
  await queryDatabase(
    team.dataDir,
    `update sandbox_callback set due_at = now()
       where due_at is not null and request_id in (select request_id from sandbox_enrichment where team_id = $1)`,
    [team.account.id],
  );
  await queryDatabase(team.dataDir, "select pg_notify('perihelion_sandbox_due', '')");
  const dropped = () =>
    queryDatabase(
      team.dataDir,
      "select state, reason, octet_length(body) as bytes from delivery where workspace_id = $1",
      [team.workspaceId],
    );
  await expect.poll(dropped, { timeout: 15_000 }).toEqual([{ state: "dropped", reason: "erased", bytes: 0 }]);
});

test("values are put on the list, found on it, respected and taken off", async ({ page }) => {
  await page.goto("/settings/privacy/suppressions");
  await expect(page.getByText("Nobody is suppressed")).toBeVisible();
  await page.getByRole("button", { name: "Add to the list" }).click();
  const dialog = page.getByRole("dialog", { name: "Add to the suppression list" });
  await dialog.getByLabel("Values").fill(`email.personal@${MAGIC}\nnobody\nEMAIL.personal@${MAGIC}`);
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toContainText("Not understood, left out 1Line 2");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row", { name: /Email Do not contact/ })).toBeVisible();
  await page.getByLabel("Is somebody on the list?").fill(`Email.Personal@${MAGIC}`);
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText(/^On the list: email, do not contact, since/)).toBeVisible();
  const card = await lookUp(page, "email.personal");
  await expect(card).toContainText("This person is on the suppression list (do not contact), so nothing was sent.");
  await page.goto("/settings/privacy/suppressions");
  await page.getByRole("button", { name: /^Remove: Email/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Take off" }).click();
  await expect(page.getByText("Nobody is suppressed")).toBeVisible();
});
