import { expect } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { leaveFor, plantLookups } from "./plant-lookups";
import { lookUpByCall, newest, type Team } from "./team";

async function plantReview(team: Team): Promise<void> {
  await queryDatabase(
    team.dataDir,
    `with reviewed as (update lookup set is_reviewed = true where workspace_id = $1 returning id),
          reviewer as (select id from "user" where email = $2),
          review as (insert into lookup_review (lookup_id, workspace_id, reviewer_id)
                     select l.id, $1, r.id from reviewed l, reviewer r)
     insert into lookup_comment (id, workspace_id, lookup_id, author_id, body)
     select 'cmt_' || right(l.id, 26), $1, l.id, r.id,
            E'Is this the company we meant? There are two of that name.\\nPlease look at the domain before you write to them.'
       from reviewed l, reviewer r`,
    [team.workspaceId, team.emailOf("reviewer")],
  );
}

test("History, narrowed, and with the filters open", async ({ page, team }, info) => {
  await lookUpByCall(team, ["email.personal", "nomatch.null", "error.401", "match.weak", "error.500"]);
  await lookUpByCall(team, ["phone.soon"], { revealPhoneNumber: true });
  await plantLookups(team, { count: 30 });
  await plantReview(team);
  await page.goto("/history");
  await expect(page.getByText("36 lookups")).toBeVisible();
  await look(page, info, "history-full");
  await page.goto("/history?outcome=no_match&credits=over-8&reviewed=yes&from=2026-01-01&q=nobody");
  await expect(page.getByText("No lookup fits these filters")).toBeVisible();
  await look(page, info, "history-nothing");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Filters" })).toBeVisible();
  await look(page, info, "history-filters");
});

test("History that cannot be read", async ({ browser, storageState, team }, info) => {
  // A context of its own: the browser complains of every request that fails.
  const context = await browser.newContext({ ...(storageState && { storageState }), baseURL: team.url });
  const page = await context.newPage();
  await page.goto("/history");
  await page.route("**/api/lookups?**", (route) => route.fulfill({ status: 503, json: {} }));
  await page.getByRole("searchbox", { name: "Search lookups" }).fill("ana");
  await expect(page.getByText("History cannot be shown")).toBeVisible({ timeout: 20_000 });
  await look(page, info, "history-error");
  await context.close();
});

test("what came while one was away", async ({ page, team }, info) => {
  await lookUpByCall(team, ["match.weak"]);
  await leaveFor(team, "15 hours");
  await page.goto("/lookup");
  await expect(page.getByRole("region", { name: "While you were away" })).toContainText("1 needs a look");
  await look(page, info, "arrivals");
});

test.describe("for a reviewer", () => {
  test.use({ who: "reviewer" });
  test("a lookup that was read and commented on, and one that was not", async ({ page, team }, info) => {
    await lookUpByCall(team, ["email.personal"]);
    await plantReview(team);
    await plantLookups(team, { count: 3 });
    await page.goto(`/history/${await newest(team, "lookup")}`);
    await expect(page.getByText("Nobody has reviewed this yet")).toBeVisible();
    await look(page, info, "review-open");
    await page.goto("/history?reviewed=yes");
    await page
      .getByRole("table", { name: /^Lookups/ })
      .getByRole("link")
      .first()
      .click();
    await expect(page.getByRole("list", { name: "Comments" })).toBeVisible();
    await look(page, info, "review-done");
  });
});
