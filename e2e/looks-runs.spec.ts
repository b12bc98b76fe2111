import { expect } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { plantRun } from "./plant-runs";
import { aFile, openDraft, upload, withStrangers } from "./run-files";

const MIDWAY = {
  matched: 212,
  no_match: 41,
  needs_a_look: 3,
  ours: 18,
  duplicate: 6,
  invalid: 4,
  failed: 2,
  unknown: 1,
};

test("Runs without any, a file that was not taken, a draft and its cost", async ({ page }, info) => {
  page.removeAllListeners("console");
  await page.goto("/runs");
  await expect(page.getByText("Drop a CSV here")).toBeVisible();
  await look(page, info, "runs-empty");
  await expect(async () => {
    await upload(page, aFile("people.csv", 'Name,Email\n"Bo,bo@acme.example\n'));
    await expect(page.getByRole("alert").filter({ hasText: "never closed" })).toBeVisible({ timeout: 3000 });
  }).toPass();
  await look(page, info, "runs-refused");
  await openDraft(page, aFile("spring-fair.csv", withStrangers(14).replace("Caleb,", "Caleb,Extra,")));
  await look(page, info, "run-draft");
  await page.getByRole("button", { name: /^Dry run/ }).click();
  await expect(page.getByRole("region", { name: "Cost" })).toBeVisible();
  await page.getByText("Limits and list").click();
  await look(page, info, "run-cost");
  await page.getByRole("radio", { name: /^Invalid/ }).check();
  await look(page, info, "run-draft-invalid");
});

test("a run under way, paused, stopped by what only somebody can mend, and done", async ({ page, team }, info) => {
  const running = await plantRun(team, {
    ...{ name: "spring-fair.csv", state: "paused", stopReason: "by_hand" },
    rows: { ...MIDWAY, sending: 10, queued: 203 },
  });
  await plantRun(team, {
    name: "webinar.csv",
    state: "paused",
    stopReason: "first_rows",
    rows: { matched: 10, queued: 90 },
  });
  const blocked = await plantRun(team, {
    ...{ name: "old-leads.csv", state: "stopped", stopReason: "credits_exhausted" },
    rows: { ...MIDWAY, stopped: 120 },
  });
  const done = await plantRun(team, { name: "partners.csv", state: "done", rows: MIDWAY, minutesAgo: 90 });
  await page.goto("/runs");
  await expect(page.getByRole("progressbar").first()).toBeVisible();
  await look(page, info, "runs");
  await page.goto(`/runs/${running}`);
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await look(page, info, "run-paused");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await look(page, info, "run-stop");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.goto(`/runs/${blocked}`);
  await expect(page.getByText("no credits left")).toBeVisible();
  await look(page, info, "run-blocked");
  await page.goto(`/runs/${done}?rows=failed`);
  await expect(page.getByRole("row", { name: /Person/ }).first()).toBeVisible();
  await look(page, info, "run-done-failed");
});

test("a run that waits for an admin", async ({ page, team }, info) => {
  const waiting = await plantRun(team, {
    ...{ name: "everybody.csv", state: "awaiting_approval", of: "rep" },
    rows: { queued: 480, duplicate: 3 },
  });
  await page.goto(`/runs/${waiting}`);
  await expect(page.getByRole("button", { name: "Approve" })).toBeVisible();
  await look(page, info, "run-approval");
  await page.goto("/approvals");
  await expect(page.getByRole("region", { name: "Runs that wait" })).toContainText("everybody.csv");
  await look(page, info, "run-in-approvals");
  await queryDatabase(team.dataDir, "delete from run where id = $1", [waiting]);
});
