import { expect } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { pressUntil } from "./press-until";
import { cookieHeader } from "./session";
import { lookUpByCall, type Member, type Team } from "./team";

test("the graph and its table show what was spent by whatever it is grouped by, and a name narrows the page to a member", async ({
  page,
  team,
}) => {
  await lookUpByCall(team, ["email.personal", "phone.office"]);
  const repId = await charge(team, "rep");
  await page.goto("/usage?range=7d");
  const table = page.getByRole("table", { name: /^Credits by day/ });
  await expect(table.getByRole("row").last()).toHaveText(/^Sum8\.25210\.25$/);
  await expect(page.getByRole("region", { name: "Figures" })).toContainText("10.25");
  await page.getByRole("application").focus();
  const today = page.getByRole("status").filter({ hasText: "10.25" });
  await pressUntil(page, "ArrowRight", () => expect(today).toContainText("Phones", { timeout: 300 }));

  await page.getByLabel("Group by").selectOption("API key");
  await expect(table.getByRole("columnheader")).toHaveText(["Day", "No key", "Practice key", "Total"]);
  await page
    .getByRole("table", { name: /^Spending by member/ })
    .getByRole("button", { name: "Rita Rep" })
    .click();
  await expect(page).toHaveURL(new RegExp(`who=${repId}`));
  await expect(table.getByRole("row").last()).toHaveText("Sum8.258.25");

  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  expect((await saving).suggestedFilename()).toMatch(/^usage-.*-by-key\.csv$/);
});

test("a rep reads their own usage, and is refused another's by page and file", async ({ team }) => {
  const cookie = cookieHeader(await team.signIn("rep"));
  const adminId = await charge(team, "admin");
  const ask = (path: string) => fetch(`${team.url}${path}`, { headers: { cookie } });
  expect((await ask("/usage")).status).toBe(200);
  for (const path of ["/api/usage", "/api/usage/csv"]) {
    expect((await ask(path)).status).toBe(200);
    expect((await ask(`${path}?who=${adminId}`)).status).toBe(403);
  }
  // The sum of the whole workspace stands at the top of every page, for everybody.
  const page = await (await ask(`/usage?who=${adminId}`)).text();
  const figures = page.slice(page.indexOf("<main"), page.indexOf("</main>"));
  expect(figures).toContain("Where the credits of your lookups went");
  for (const text of [figures, await (await ask("/api/usage")).text()]) expect(text).not.toContain("8.25");
  const file = await ask("/api/usage/csv?by=member");
  expect(await file.text()).toBe("Day (UTC),Member,Member ID,Credits\r\n");
  expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="usage-/);
  expect(file.headers.get("cache-control")).toBe("no-store");
});

/** Books 8.25 credits on a member. Returns who that is. */
async function charge({ dataDir, workspaceId, emailOf }: Team, member: Member): Promise<string> {
  const [user] = await queryDatabase<{ id: string }>(dataDir, `select id from "user" where email = $1`, [
    emailOf(member),
  ]);
  await queryDatabase(
    dataDir,
    `with made as (insert into attempt (id, workspace_id, identity, state, request)
                   values ('att_' || $1::text, $1, $1, 'matched', '{}') returning id)
     insert into ledger_entry (id, workspace_id, attempt_id, user_id, kind, part, credits, reason)
     select 'led_' || $1::text, $1, 'att_' || $1::text, $2, 'charge', 'phone', 8.25, 'a test' from made`,
    [workspaceId, user?.id],
  );
  return user?.id ?? "";
}
