import { expect } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { lookUpByCall, newest, type Team } from "./team";

test("Budgets, and the dialog that sets one", async ({ page, team }, info) => {
  await lookUpByCall(team, ["email.personal", "phone.office"], { revealPhoneNumber: true });
  await page.goto("/settings/budgets");
  await page.getByRole("button", { name: "Set a limit" }).click();
  const dialog = page.getByRole("dialog", { name: "Limit of this workspace" });
  await expect(dialog).toBeVisible();
  await look(page, info, "budgets-set");
  await dialog.getByLabel("Credits a month").fill("2000");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Change the limit of Ada Admin" }).click();
  await page.getByLabel("Credits a month").fill("20");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("meter")).toHaveCount(2);
  await look(page, info, "budgets");
  await page.getByRole("button", { name: "Split equally" }).click();
  await expect(page.getByRole("dialog", { name: "Split the limit equally" })).toBeVisible();
  await look(page, info, "budgets-split");
  await queryDatabase(team.dataDir, "update budget_period set alerted_at = now() where workspace_id = $1", [
    team.workspaceId,
  ]);
  await queryDatabase(team.dataDir, "update workspace set budget_alert_percent = 1 where id = $1", [team.workspaceId]);
  await page.goto("/people");
  await expect(page.getByText("A budget is nearly used up")).toBeVisible();
  await look(page, info, "budgets-alerts");
});

test("Approvals, its dialog, and a lookup that waits", async ({ page, team }, info) => {
  await page.goto("/approvals");
  await expect(page.getByText("Nobody has to ask")).toBeVisible();
  await look(page, info, "approvals-empty");
  await lookUpByCall(team, ["phone.soon", "phone.two", "phone.office"], { revealPhoneNumber: true });
  await writeApprovals(team);
  await page.goto("/approvals");
  await page.getByRole("link", { name: "phone.soon" }).focus();
  await look(page, info, "approvals");
  await page.keyboard.press("d");
  await expect(page.getByRole("dialog", { name: "Decline this lookup?" })).toBeVisible();
  await look(page, info, "approvals-decline");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "phone.soon" }).click();
  await expect(page.getByText("Decide under Approvals")).toBeVisible();
  await look(page, info, "approvals-story");
});

test("Usage, without and with spending", async ({ page, team }, info) => {
  await page.goto("/usage");
  await expect(page.getByText("No credits spent in these days")).toBeVisible();
  await look(page, info, "usage-empty");
  await lookUpByCall(team, ["email.personal", "nomatch.null"]);
  await lookUpByCall(team, ["phone.office"], { revealPhoneNumber: true });
  await page.goto("/usage");
  await expect(page.getByRole("application")).toBeVisible();
  await look(page, info, "usage");
});

test("Audit, verified and with an event folded out, and narrowed to nothing", async ({ page, team }, info) => {
  await lookUpByCall(team, ["phone.office"], { revealPhoneNumber: true });
  await page.goto("/settings/audit");
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText(/chain whole/)).toBeVisible();
  await page.getByRole("button", { name: /details of: Asked for contacts/ }).click();
  await look(page, info, "audit");
  await page.goto("/settings/audit?to=2020-01-01");
  await expect(page.getByText("No event fits these filters")).toBeVisible();
  await look(page, info, "audit-nothing");
});

test("Members, an invitation, its link and the question before somebody is disabled", async ({ page }, info) => {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /^Invite to/ });
  await dialog.getByLabel("Name").fill("Grace Hopper");
  await look(page, info, "members-invite");
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByLabel("Link", { exact: true })).toBeVisible();
  await look(page, info, "members-link");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Change Vera Reviewer" }).click();
  await expect(page.getByRole("menuitem", { name: "Disable…" })).toBeVisible();
  await look(page, info, "members-menu");
  await page.getByRole("menuitem", { name: "Disable…" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await look(page, info, "members-disable");
  await page.getByRole("button", { name: "Disable", exact: true }).click();
  await expect(page.getByRole("row", { name: /Vera Reviewer/ })).toContainText("Disabled");
  await look(page, info, "members");
});

test("one's own account", async ({ page }, info) => {
  await page.goto("/account");
  await expect(page.getByText("This browser")).toBeVisible();
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Enter your present password.")).toBeVisible();
  await look(page, info, "account");
});

test("an invitation as its guest sees it, and a link that is over", async ({ page, browser }, info) => {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByRole("button", { name: "Make the link" }).click();
  const url = (await page.getByLabel("Link", { exact: true }).textContent()) ?? "";
  await page.goto(url);
  await expect(page.getByRole("button", { name: /^Join/ })).toBeVisible();
  await look(page, info, "invite-signed-in");
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const guest = await context.newPage();
  await guest.goto(url);
  await look(guest, info, "invite");
  await guest.getByRole("link", { name: "I have an account" }).click();
  await expect(guest.getByRole("button", { name: "Sign in and join" })).toBeVisible();
  await look(guest, info, "invite-account");
  expect((await guest.goto(`${url}x`))?.status()).toBe(404);
  await look(guest, info, "invite-over");
  await context.close();
});

test("Privacy: who is held, the dialogs, a receipt and the list", async ({ page, team }, info) => {
  await lookUpByCall(team, ["email.personal"], { revealPersonalEmails: true });
  await page.goto(`/settings/privacy?person=${await newest(team, "person")}`);
  await expect(page.getByRole("list", { name: "What is held" })).toBeVisible();
  await look(page, info, "privacy");
  await page.getByRole("button", { name: /^Erase / }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await look(page, info, "privacy-erase");
  await page.getByLabel("Type ERASE to go on").fill("ERASE");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByText(/^Done\./)).toBeVisible({ timeout: 15_000 });
  await look(page, info, "privacy-receipt");
  await page.goto("/settings/privacy/suppressions");
  await expect(page.getByRole("table", { name: /Suppression list/ })).toBeVisible();
  await look(page, info, "suppressions");
  await page.getByRole("button", { name: "Add to the list" }).click();
  await look(page, info, "suppressions-add");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page
    .getByRole("button", { name: /^Remove:/ })
    .first()
    .click();
  await look(page, info, "suppressions-remove");
});

/** Makes the team's lookups wait, but for one that was declined; one was agreed to and the budget stood in the way. */
async function writeApprovals({ dataDir, workspaceId }: Team): Promise<void> {
  await queryDatabase(
    dataDir,
    `insert into approval (lookup_id, workspace_id, user_id, ceiling, threshold, expires_at, state, decided_at, decided_by_id,
                           reason, blocked_code)
     select id, workspace_id, user_id, 9, 5, now() + interval '7 days', word, case when word = 'declined' then now() end,
            case when word = 'declined' then user_id end, case when word = 'declined' then 'Not one of our accounts' end,
            case when label like 'phone.two%' then 'budget' end
       from (select *, case when label like 'phone.office%' then 'declined' else 'requested' end as word
               from lookup where workspace_id = $1) l`,
    [workspaceId],
  );
  await queryDatabase(
    dataDir,
    `update lookup set outcome = 'awaiting_approval', phone_state = 'not_asked', attempt_id = null, person_id = null,
                       credits_held = 0, credits_charged = 0
      where workspace_id = $1 and label not like 'phone.office%'`,
    [workspaceId],
  );
  await queryDatabase(
    dataDir,
    `insert into budget (workspace_id, scope, credit_limit, updated_at) values ($1, 'workspace', 40, now())`,
    [workspaceId],
  );
}
