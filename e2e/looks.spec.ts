import { expect } from "@playwright/test";
import { lookUp } from "./ask";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { lookUpByCall, openAccount, type Team } from "./team";

test.describe("filled", () => {
  test("the look-up page, empty, refused and with a result", async ({ page }, info) => {
    await page.goto("/lookup");
    await expect(page.getByText("The person appears here")).toBeVisible();
    await look(page, info, "lookup-empty");
    await page.getByLabel("First name").fill("Ada");
    await page.getByRole("button", { name: /^Look up/ }).click();
    await expect(page.getByText(/A first name alone never matches/)).toBeVisible();
    await look(page, info, "lookup-refused");
    await page.getByLabel("First name").fill("");
    const card = await lookUp(page, "phone.office", "Reveal phone number", "Reveal personal emails");
    await expect(card.getByRole("region", { name: "Phones" })).toContainText("HQ", { timeout: 15_000 });
    await look(page, info, "lookup-result");
  });

  test("a person's page", async ({ page, team }, info) => {
    await lookUpByCall(team, ["email.personal"], { revealPersonalEmails: true });
    await page.goto(`/people/${await newest(team, "person")}`);
    await expect(page.getByRole("region", { name: "Phones" })).toBeVisible();
    await look(page, info, "person");
  });

  test("People, with somebody and with nobody who fits", async ({ page, team }, info) => {
    await lookUpByCall(team, ["email.personal", "phone.office", "match.hostile"]);
    await page.goto("/people");
    await expect(page.getByRole("table", { name: "People" })).toBeVisible();
    await look(page, info, "people");
    await page.goto("/people?q=nobody-has-this-name");
    await expect(page.getByText("Nobody fits")).toBeVisible();
    await look(page, info, "people-nobody");
  });

  test("History and a lookup's story", async ({ page, team }, info) => {
    await lookUpByCall(team, ["email.personal", "nomatch.null", "error.401", "match.weak", "error.500"]);
    await lookUpByCall(team, ["phone.soon"], { revealPhoneNumber: true });
    await page.goto("/history");
    await expect(page.getByRole("table", { name: /Lookups/ })).toBeVisible();
    await look(page, info, "history");
    await page.goto(`/history/${await newest(team, "lookup")}`);
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
    await expect(page.getByText("Phoebe Soon", { exact: true }).first()).toBeVisible();
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

  test("a key that is being replaced, and the dialog that replaced it", async ({ page, team }, info) => {
    await lookUpByCall(team, ["phone.never"], { revealPhoneNumber: true });
    await page.goto("/settings/api-keys");
    await page.getByRole("button", { name: "Rotate" }).click();
    const dialog = page.getByRole("dialog", { name: "Rotate Practice key" });
    await dialog.getByLabel("New API key").fill(await openAccount(team));
    await dialog.getByRole("button", { name: "Rotate" }).click();
    await expect(dialog.getByText("This key is of another Apollo team")).toBeVisible();
    await look(page, info, "api-keys-rotate");
    await dialog.getByRole("button", { name: "Rotate all the same" }).click();
    await expect(page.getByText("Another key took its place")).toBeVisible();
    await look(page, info, "api-keys-ending");
  });

  test("the first steps of a live workspace, whole and in a strip", async ({ page, team }, info) => {
    await queryDatabase(team.dataDir, "update workspace set kind = 'live' where id = $1", [team.workspaceId]);
    await page.goto("/lookup");
    await expect(page.getByRole("region", { name: "First steps" })).toBeVisible();
    await look(page, info, "first-steps");
    await page.goto("/people");
    await expect(page.getByRole("navigation", { name: "First steps" })).toBeVisible();
    await look(page, info, "first-steps-strip");
  });

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
    await queryDatabase(team.dataDir, "update workspace set budget_alert_percent = 1 where id = $1", [
      team.workspaceId,
    ]);
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
  test.use({ hasKey: false });
  for (const [path, sign] of [
    ["/lookup", "No API key yet"],
    ["/people", "Nobody here yet"],
    ["/history", "No lookups yet"],
    ["/settings/api-keys", "No key yet"],
    ["/settings/webhooks", "Nothing has arrived yet"],
    ["/settings/privacy", "Nobody was erased yet"],
    ["/settings/privacy/suppressions", "Nobody is suppressed"],
    ["/settings/privacy/retention", "Nothing is old enough"],
  ] as const)
    test(`${path} before anything is there`, async ({ page }, info) => {
      await page.goto(path);
      await expect(page.getByText(sign).first()).toBeVisible();
      await look(page, info, `empty${path.replaceAll("/", "-")}`);
    });
});

test.describe("refused", () => {
  test.use({ who: "reviewer" });
  test("pages that a reviewer may not use say whom to ask", async ({ page }, info) => {
    await page.goto("/settings/api-keys");
    await expect(page.getByText("Admins keep the keys")).toBeVisible();
    await look(page, info, "api-keys-reviewer");
    for (const [path, sign] of [
      ["/settings/members", "Admins look after the members"],
      ["/settings/budgets", "Admins set the budgets"],
      ["/settings/webhooks", "Admins look after the webhook"],
      ["/approvals", "Admins decide on approvals"],
      ["/settings/privacy", "Admins answer for people’s data"],
      ["/settings/privacy/suppressions", "Admins keep the suppression list"],
      ["/settings/privacy/retention", "Admins set how long things are kept"],
    ] as const) {
      await page.goto(path);
      await expect(page.getByText(sign)).toBeVisible();
      await look(page, info, `${path.split("/").at(-1) ?? ""}-reviewer`);
    }
    await page.goto("/lookup");
    await expect(page.getByText("You review this workspace")).toBeVisible();
    await look(page, info, "lookup-reviewer");
  });
});

test.describe("refused to a rep", () => {
  test.use({ who: "rep" });
  test("the audit says who reads it", async ({ page }, info) => {
    await page.goto("/settings/audit");
    await expect(page.getByText("Admins and reviewers read the audit")).toBeVisible();
    await look(page, info, "audit-rep");
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

async function newest({ dataDir, workspaceId }: Team, table: "person" | "lookup"): Promise<string> {
  const [row] = await queryDatabase<{ id: string }>(
    dataDir,
    `select id from ${table} where workspace_id = $1 order by created_at desc limit 1`,
    [workspaceId],
  );
  if (!row) throw new Error(`no ${table} yet`);
  return row.id;
}
