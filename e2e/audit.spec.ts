import { expect } from "@playwright/test";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { cookieHeader } from "./session";
import { lookUpByCall } from "./team";

const TABLE = { name: "Audit events, newest first" };

test("what was done stands in the audit with who, when and from where; it folds out, narrows, and leads on", async ({
  page,
  team,
}) => {
  await lookUpByCall(team, ["phone.office"], { revealPhoneNumber: true });
  await page.goto("/settings/audit");
  const table = page.getByRole("table", TABLE);
  const reveal = table.getByRole("row", { name: /Asked for contacts to be revealed/ });
  await expect(reveal).toContainText("Ada Admin");
  await expect(reveal).toContainText("127.0.0.1");
  await expect(reveal.getByRole("link")).toHaveAttribute("href", /^\/history\/lkp_/);
  await expect(table.getByRole("row", { name: /Signed in/ })).toContainText("Ada Admin");
  await reveal.getByRole("button").focus();
  await page.keyboard.press("Enter");
  await expect(table).toContainText("Reveal phone number");
  await page.getByLabel("Kind").selectOption({ label: "API keys" });
  await expect(table.getByRole("row", { name: /Added an API key/ })).toContainText("Practice key");
  await expect(reveal).toBeHidden();
  expect(new URL(page.url()).searchParams.get("kind")).toBe("api_keys");
});

test("Verify reads all of it and says that it is whole, and that somebody verified it", async ({ page }) => {
  await page.goto("/settings/audit");
  const chain = page.getByRole("region", { name: "The chain" });
  await expect(chain).toContainText("Never verified");
  await chain.getByRole("button", { name: "Verify" }).click();
  await expect(chain).toContainText(/[\d,]+ events, chain whole, head [0-9a-f]{8}\./);
  await expect(chain).toContainText("by Ada Admin");
  await expect(page.getByRole("row", { name: /Verified the audit/ })).toBeVisible();
});

test("a rep's tries beyond their rights are refused and stand in the audit; a flood of them does not", async ({
  page,
  team,
}) => {
  const cookie = cookieHeader(await team.signIn("rep"));
  const ask = (path: string) => fetch(`${team.url}${path}`, { headers: { cookie } });
  for (let n = 0; n < 30; n += 1) expect((await ask("/api/api-keys")).status).toBe(403);
  expect((await ask(`/api/lookups/lkp_${"0".repeat(26)}`)).status).toBe(404);
  await expect
    .poll(() =>
      queryDatabase(
        team.dataDir,
        `select detail->>'where' as "where", subject, address from audit_event
          where workspace_id = $1 and action = 'access.refused' order by id`,
        [team.workspaceId],
      ),
    )
    .toEqual([
      { where: "/api/api-keys", subject: null, address: "127.0.0.1" },
      { where: "/api/lookups/[id]", subject: `lkp_${"0".repeat(26)}`, address: "127.0.0.1" },
    ]);
  await page.goto("/settings/audit?kind=refusals");
  await expect(page.getByRole("row", { name: /Was refused/ })).toHaveCount(2);
  await expect(page.getByRole("row", { name: /Was refused/ }).first()).toContainText("Rita Rep");
});

test("the export is a CSV file of what the page shows, and stands in the audit with how many events", async ({
  page,
  team,
}) => {
  await page.goto("/settings/audit?kind=api_keys");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("perihelion-audit.csv");
  const cookie = cookieHeader(await team.signIn("admin"));
  const answer = await fetch(`${team.url}/api/audit/export?kind=api_keys`, { headers: { cookie } });
  expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="perihelion-audit.csv"');
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const lines = (await answer.text()).split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain("Ada Admin");
  const exported =
    "select detail->'events' as events from audit_event where workspace_id = $1 and action = 'audit.exported'";
  expect(await queryDatabase(team.dataDir, exported, [team.workspaceId])).toEqual([{ events: 1 }, { events: 1 }]);
});
