import { expect } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { lookUpByCall, newest, type Team } from "./team";

const NOTE = "Asked for **a call** after the fair.\n\n- wants the new price list\n- knows [Acme](https://acme.example)";

/** Notes and tasks of every kind about the person who was looked up last. Returns their id. */
async function writeAbout(team: Team): Promise<string> {
  await lookUpByCall(team, ["email.personal"], { revealPersonalEmails: true });
  const personId = await newest(team, "person");
  const days = [-3, 0, 1, 90, null];
  const tasks = ["Send the price list", "Call back", "Ask for a date", "Write again", "Find out who decides"];
  await queryDatabase(
    team.dataDir,
    `with admin as (select id from "user" where email = $3),
          written as (insert into note (id, workspace_id, person_id, author_id, body)
                      select 'nte_' || right($2, 26), $1, $2, id, $4 from admin)
     insert into task (id, workspace_id, person_id, assignee_id, created_by_id, title, due_on, done_at, done_by_id)
     select 'tsk_' || right($2, 25) || n, $1, $2, admin.id, admin.id, title, current_date + days,
            case when n = 4 then now() end, case when n = 4 then admin.id end
       from admin, unnest($5::text[], $6::int[]) with ordinality as given (title, days, n)`,
    [team.workspaceId, personId, team.emailOf("admin"), NOTE, tasks, days],
  );
  return personId;
}

test("a person with notes, tasks and activity, and the ways to write more", async ({ page, team }, info) => {
  await page.goto(`/people/${await writeAbout(team)}`);
  await expect(page.getByRole("region", { name: "Notes" }).locator("strong")).toHaveText("a call");
  await look(page, info, "person-notes");
  await page.getByRole("button", { name: "Write a note" }).click();
  await expect(page.getByLabel("Note", { exact: true })).toBeVisible();
  await look(page, info, "note-form");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Add a task" }).click();
  await expect(page.getByRole("dialog", { name: "Add a task" })).toBeVisible();
  await look(page, info, "task-dialog");
});

test("my tasks, and nothing to do", async ({ page, team }, info) => {
  await page.goto("/tasks");
  await expect(page.getByText("Nothing to do")).toBeVisible();
  await look(page, info, "tasks-empty");
  await writeAbout(team);
  await page.reload();
  await expect(page.getByRole("region", { name: "Overdue" })).toBeVisible();
  await look(page, info, "tasks");
});

test("the palette, before and after something is typed, and the keys of a page", async ({ page, team }, info) => {
  await page.goto(`/people/${await writeAbout(team)}`);
  await page.getByRole("button", { name: "Search or jump to…" }).click();
  const palette = page.getByRole("dialog", { name: "Search and commands" });
  await expect(palette.getByRole("option", { name: /^Copy email/ })).toBeVisible();
  await look(page, info, "palette");
  await palette.getByRole("combobox").fill("per");
  await expect(palette.getByRole("option", { name: /^Perry Personal/ })).toBeVisible();
  await look(page, info, "palette-typed");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("On this page");
  await look(page, info, "shortcuts-page");
});

test.describe("a reviewer", () => {
  test.use({ who: "reviewer" });
  test("is told that they are given no tasks", async ({ page }, info) => {
    await page.goto("/tasks");
    await expect(page.getByText("Reviewers are given no tasks")).toBeVisible();
    await look(page, info, "tasks-reviewer");
  });
});
