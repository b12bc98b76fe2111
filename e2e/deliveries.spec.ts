import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { forbidReload, lookUp, MAGIC } from "./ask";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { pressUntil } from "./press-until";
import { lookUpByCall, type Team } from "./team";

/** A delivery comes 3 s after the answer and is applied within 5 s; a repeat is asked after every 15 s. */
const ARRIVAL = { timeout: 30_000 };
const TWICES_PHONE = /\+1\d{8}(\d\d)/;

const table = (page: Page) => page.getByRole("table", { name: /Deliveries/ });
const rowOf = (page: Page, key: string) => table(page).getByRole("row", { name: new RegExp(`${key}@`) });

test("what came twice, what cannot be read and what came in parts stand there by themselves, each with its state", async ({
  page,
  context,
}) => {
  await page.goto("/deliveries");
  const expectNoReload = await forbidReload(page);
  const other = await context.newPage();
  for (const key of ["phone.twice", "phone.garbled", "phone.parts"]) await lookUp(other, key, "Reveal phone number");

  const twice = rowOf(page, "phone.twice");
  await expect(twice).toContainText("Applied", ARRIVAL);
  await expect(twice).toContainText("seen 2×", ARRIVAL);
  await expect(twice).toContainText("Its numbers are on the person.");
  const garbled = rowOf(page, "phone.garbled").filter({ hasText: "Quarantined" });
  await expect(garbled).toHaveCount(1, ARRIVAL);
  await expect(garbled).toContainText("It could not be read:");
  await expect(rowOf(page, "phone.parts")).toHaveCount(3, ARRIVAL);

  await expect(page.getByText(/deliver(y is|ies are) quarantined/)).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" })).toContainText(/\d quarantined/);
  const figures = page.getByRole("region", { name: "Figures" });
  for (const word of ["Received", "Applied", "Duplicates", "Mismatch", "Quarantined", "Refused at the door"])
    await expect(figures).toContainText(word);
  await expectNoReload();
  await other.close();
});

test("a view is in the address: state, kind, search and days", async ({ page, team }) => {
  await fillInbox(team);
  await page.goto("/deliveries");
  await page.getByLabel("State", { exact: true }).selectOption("repeated");
  await expect(page).toHaveURL(/state=repeated/);
  await expect(rowOf(page, "phone.parts")).toHaveCount(0);
  await expect(rowOf(page, "phone.twice")).toHaveCount(1);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await page.getByRole("searchbox", { name: "Search by lookup" }).fill("garbled");
  await expect(page).toHaveURL(/q=garbled/);
  await expect(rowOf(page, "phone.twice")).toHaveCount(0);
  await page.reload();
  await expect(rowOf(page, "phone.garbled").first()).toBeVisible();
  await page.goto("/deliveries?to=2020-01-01");
  await expect(page.getByText("No delivery fits these filters")).toBeVisible();
});

test("by keyboard: j goes down the rows and Enter opens one; it leads to the lookup's story", async ({
  page,
  team,
}) => {
  await fillInbox(team, ["phone.twice"]);
  await page.goto("/deliveries?q=phone.twice");
  await expect(rowOf(page, "phone.twice")).toHaveCount(1);
  await pressUntil(page, "j", () =>
    expect(rowOf(page, "phone.twice").locator("a[data-row]")).toBeFocused({ timeout: 500 }),
  );
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `Delivery for phone.twice@${MAGIC}` })).toBeVisible();
  const facts = page.getByRole("region", { name: "What became of it" });
  await facts.getByRole("link", { name: `phone.twice@${MAGIC}` }).click();
  await expect(page).toHaveURL(/\/history\/lkp_/);
});

test("a body is shown as it came and downloaded to the byte", async ({ page, team }) => {
  const { dataDir, workspaceId } = team;
  await fillInbox(team, ["phone.garbled"]);
  const [stored] = await queryDatabase<{ id: string; body: Buffer }>(
    dataDir,
    "select id, body from delivery where state = 'quarantined' and workspace_id = $1",
    [workspaceId],
  );
  if (!stored) throw new Error("nothing is quarantined");
  const bytes = Buffer.concat([stored.body, Buffer.from([0, 0xff, 0x22])]);
  await queryDatabase(dataDir, "update delivery set body = $2, body_sha256 = sha256($2) where id = $1", [
    stored.id,
    bytes,
  ]);
  await page.goto(`/deliveries/${stored.id}`);
  const body = page.getByRole("region", { name: "Body", exact: true });
  await expect(body).toContainText("1 byte is not UTF-8");
  await expect(body.locator("mark")).toHaveText(["U+0000", "\\xFF"]);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    body.getByRole("link", { name: "Download bytes" }).click(),
  ]);
  expect((await readFile(await download.path())).equals(bytes)).toBe(true);
  const { headers, status } = await headersOf(page, `/api/deliveries/${stored.id}/bytes`);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${stored.id}.bin"`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
});

test("a quarantined delivery is replayed: what can be read now is applied, what cannot is put aside again", async ({
  page,
  team,
}) => {
  const { dataDir, workspaceId } = team;
  await fillInbox(team, ["phone.twice", "phone.garbled"]);
  const [fixed] = await queryDatabase<{ id: string }>(
    dataDir,
    `update delivery set state = 'quarantined', reason = 'could not be applied: TypeError', kind = null
      where id = (select d.id from delivery d join lookup l using (attempt_id)
                   where l.label like 'phone.twice@%' and d.state = 'applied' and d.workspace_id = $1) returning id`,
    [workspaceId],
  );
  await page.goto(`/deliveries/${fixed?.id ?? ""}`);
  const facts = page.getByRole("region", { name: "What became of it" });
  await expect(facts).toContainText("It could not be applied: TypeError.");
  await page.getByRole("button", { name: "Replay" }).click();
  await expect(facts).toContainText("Its numbers are on the person.", ARRIVAL);
  await expect(page.getByRole("button", { name: "Replay" })).toBeHidden();

  await page.goto("/deliveries");
  await page.getByRole("button", { name: "Replay all quarantined" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: /^Replay \d+ deliver/ }).click();
  await expect(page.getByText(/deliver(y is|ies are) replayed/)).toBeVisible();
  await expect(dialog).toBeHidden();
  // The poll may have brought the same numbers meanwhile, in a row of their own.
  await expect(rowOf(page, "phone.garbled").filter({ hasText: "Quarantined" })).toHaveCount(1, ARRIVAL);
  const audit = await queryDatabase(
    dataDir,
    "select 1 from audit_event where action = 'delivery.replayed' and workspace_id = $1",
    [workspaceId],
  );
  expect(audit).toHaveLength(2);
});

test.describe("a reviewer", () => {
  test.use({ who: "reviewer" });
  test("reads every body with its numbers covered, and can neither download nor replay", async ({ page, team }) => {
    await fillInbox(team);
    await page.goto("/deliveries?q=phone.twice");
    await rowOf(page, "phone.twice").getByRole("link").first().click();
    const body = page.getByRole("region", { name: "Body", exact: true });
    await expect(body).toContainText("Phone numbers are covered for your role.");
    await expect(body).toContainText(/"\+•{9}\d\d"/);
    expect(await page.content()).not.toMatch(TWICES_PHONE);
    await expect(page.getByRole("link", { name: "Download bytes" })).toHaveCount(0);
    await page.goto("/deliveries");
    await expect(page.getByText("An admin can replay after a fix.")).toBeVisible();
    await expect(page.getByRole("button", { name: /Replay/ })).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Figures" })).not.toContainText("Refused at the door");
  });
});

test.describe("a rep", () => {
  test.use({ who: "rep" });
  test("sees the deliveries of own lookups only", async ({ page, team }) => {
    await fillInbox(team, ["phone.twice"]);
    await page.goto("/deliveries");
    await expect(page.getByText("No deliveries yet")).toBeVisible();
    await lookUp(page, "phone.two", "Reveal phone number");
    await page.goto("/deliveries");
    await expect(rowOf(page, "phone.two")).toContainText("Applied", ARRIVAL);
    await expect(table(page).getByRole("row")).toHaveCount(2);
    const [theirs] = await queryDatabase<{ id: string }>(
      team.dataDir,
      "select d.id from delivery d join lookup l using (attempt_id) where l.label like 'phone.twice@%' and d.workspace_id = $1",
      [team.workspaceId],
    );
    expect((await headersOf(page, `/api/deliveries/${theirs?.id ?? ""}`)).status).toBe(404);
  });
});

test("it looks right, in both themes and both widths", async ({ page, team }, info) => {
  await fillInbox(team);
  await page.goto("/deliveries");
  await expect(table(page)).toBeVisible();
  await look(page, info, "deliveries");
  await page.getByRole("button", { name: "Replay all quarantined" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await look(page, info, "deliveries-replay-all");
  await page.keyboard.press("Escape");
  await rowOf(page, "phone.garbled").filter({ hasText: "Quarantined" }).getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Body", exact: true })).toBeVisible();
  await look(page, info, "delivery-quarantined");
  await page.goto("/deliveries?q=phone.twice");
  await rowOf(page, "phone.twice").getByRole("link").first().click();
  await expect(page.getByRole("button", { name: "As received" })).toBeVisible();
  await look(page, info, "delivery-applied");
});

const BODIES: Record<string, number> = { "phone.twice": 1, "phone.garbled": 1, "phone.parts": 3 };

/** Looks people up whose bodies come in odd ways, and waits until the worker is through with all of them. */
async function fillInbox(team: Team, keys = Object.keys(BODIES)): Promise<void> {
  await lookUpByCall(team, keys, { revealPhoneNumber: true });
  const settled = async () => {
    const rows = await queryDatabase(
      team.dataDir,
      "select 1 from delivery where workspace_id = $1 and state <> 'received'",
      [team.workspaceId],
    );
    return rows.length;
  };
  const wanted = keys.reduce((sum, key) => sum + (BODIES[key] ?? 1), 0);
  await expect.poll(settled, ARRIVAL).toBeGreaterThanOrEqual(wanted);
}

async function headersOf(page: Page, path: string) {
  const answer = await page.request.get(path);
  return { status: answer.status(), headers: answer.headers() };
}
