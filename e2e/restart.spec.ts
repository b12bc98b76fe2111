import { expect, test, type Browser, type Page } from "@playwright/test";
import { ADMIN, freePort, startApp, withDataDir, type AppServer } from "@/lib/testing/app-server";
import { forbidReload, lookUp } from "./ask";
import { queryDatabase } from "./database";
import { foundTeam, type Team } from "./team";

test.describe.configure({ mode: "parallel" });

/** Restart, reconnection and delivery. */
const ARRIVAL = { timeout: 30_000 };
const ENDS = {
  "a stop (SIGTERM)": (server: AppServer) => server.stop(),
  "a kill of every process at once (SIGKILL)": (server: AppServer) => server.kill(),
};

for (const [end, take] of Object.entries(ENDS))
  test(`a phone that is pending at ${end} arrives all the same, in the page that stayed open, charged once`, async ({
    browser,
  }) => {
    test.setTimeout(120_000);
    await withDataDir(async (dataDir) => {
      const options = {
        dataDir,
        port: await freePort(),
        env: { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password },
      };
      let server = await startApp(options);
      try {
        const team = await foundTeam({ url: server.url, dataDir });
        const page = await openPage(browser, team);
        const card = await lookUp(page, "phone.soon", "Reveal phone number");
        const phones = card.getByRole("region", { name: "Phones" });
        await expect(phones).toContainText("Phone pending");
        const expectNoReload = await forbidReload(page);

        await take(server);
        server = await startApp(options);
        await expect(phones).toContainText("+1 212 555 0110", ARRIVAL);
        await expect(card).toContainText("9 credits spent.");
        await expectNoReload();
        expect(await spentBy(team)).toEqual({ charged: "9", held: "0", billed: "9", charges: 2, deliveries: 1 });

        const again = await lookUp(page, "phone.two", "Reveal phone number");
        await expect(again.getByRole("region", { name: "Phones" })).toContainText("Direct", ARRIVAL);
        await page.context().close();
      } finally {
        await server.stop();
      }
    });
  });

async function openPage(browser: Browser, team: Team): Promise<Page> {
  const context = await browser.newContext({ storageState: await team.signIn("admin"), baseURL: team.url });
  return context.newPage();
}

type Spent = { charged: string; held: string; billed: string; charges: number; deliveries: number };

/** What the ledger has, beside what the emulator billed. */
async function spentBy({ dataDir, workspaceId, account }: Team): Promise<Spent | undefined> {
  const [row] = await queryDatabase<Spent>(
    dataDir,
    `select trim_scale(sum(credits) filter (where kind = 'charge'))::text as charged,
            trim_scale(sum(case kind when 'hold' then credits else -credits end))::text as held,
            (count(*) filter (where kind = 'charge'))::int as charges,
            (select trim_scale(credits_used)::text from sandbox_team where id = $2) as billed,
            (select count(*)::int from delivery where workspace_id = $1) as deliveries
       from ledger_entry where workspace_id = $1`,
    [workspaceId, account.id],
  );
  return row;
}
