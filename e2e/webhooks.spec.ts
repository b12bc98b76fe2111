import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page } from "@playwright/test";
import { ADMIN, freePort, startApp, withDataDir } from "@/lib/testing/app-server";
import { forbidReload, lookUp } from "./ask";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { foundTeam, lookUpByCall } from "./team";

/** A test is given ten seconds; a delivery comes 3 s after the answer. */
const RESULT = { timeout: 20_000 };
const TEST = "Test the webhook";

const selfTest = (page: Page) => page.getByRole("region", { name: "Self-test" });
const steps = (page: Page) => selfTest(page).getByRole("list", { name: "Steps of the test" }).getByRole("listitem");

test("the test passes from this machine, says that Apollo cannot come, and is kept with who made it", async ({
  page,
  team,
  baseURL,
}, info) => {
  await page.goto("/settings/webhooks");
  await expect(page.getByRole("region", { name: "Address" })).toContainText(
    `${baseURL ?? ""}/api/webhooks/apollo/‹one per call›`,
  );
  const expectNoReload = await forbidReload(page);
  await page.getByRole("button", { name: TEST }).click();
  await expect(selfTest(page)).toContainText("Passed from here only", RESULT);
  await expect(selfTest(page)).toContainText("Apollo cannot reach a private address");
  await expect(selfTest(page)).toContainText("by Ada Admin");
  await expect(steps(page)).toHaveText([/passed/, /passed/, /plain HTTP/, /passed/, /passed/, /Arrived here, passed/]);
  await expectNoReload();
  await lookUpByCall(team, ["phone.soon", "phone.twice"], { revealPhoneNumber: true });
  await expect(page.getByRole("region", { name: "Latest deliveries" }).getByRole("listitem")).toHaveCount(2, RESULT);
  await expect(page.getByRole("region", { name: "How phones come" })).toContainText("2 by webhook", RESULT);
  await look(page, info, "webhooks");
  await page.reload();
  await expect(selfTest(page)).toContainText("Passed from here only");
  const audit = "select 1 from audit_event where action = 'webhook.tested' and workspace_id = $1";
  expect(await queryDatabase(team.dataDir, audit, [team.workspaceId])).toHaveLength(1);
});

test("a change by one admin stands in the open page of another", async ({ page, context }) => {
  await page.goto("/settings/webhooks");
  const other = await context.newPage();
  await other.goto("/settings/webhooks");
  await other.getByRole("button", { name: TEST }).click();
  await expect(selfTest(other)).toContainText("Tested just now", RESULT);
  await expect(selfTest(page)).toContainText("Tested just now", RESULT);
});

test("where something in front asks for a sign-in, the page says so, lookups go on and a rep reads that phones are fetched", async ({
  browser,
}, info) => {
  test.setTimeout(120_000);
  await withDataDir(async (dataDir) => {
    const wall = await startFront((_request, response) => response.writeHead(302, { location: "/login" }).end());
    const env = { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password, APP_URL: wall.url };
    const server = await startApp({ dataDir, port: await freePort(), env });
    try {
      const team = await foundTeam({ url: server.url, dataDir });
      const context = await browser.newContext({ storageState: await team.signIn("admin"), baseURL: server.url });
      const page = await context.newPage();
      await page.goto("/settings/webhooks");
      await page.getByRole("button", { name: TEST }).click();
      await expect(selfTest(page)).toContainText("APP_URL answers with a redirect to /login", RESULT);
      await expect(selfTest(page)).toContainText("Let /api/webhooks/ through.");
      await expect(steps(page).nth(3)).toContainText("failed");
      await expect(steps(page).nth(5)).toContainText("not reached");
      expect(wall.asked.map((path) => path.replace(/[\w-]{43}$/, "token"))).toEqual(["/api/webhooks/apollo/token"]);
      await look(page, info, "webhooks-failed");
      await page.goto("/lookup");
      await expect(page.getByText("Phones are fetched by poll at present")).toBeVisible();
      const card = await lookUp(page, "phone.soon", "Reveal phone number");
      await expect(card.getByRole("region", { name: "Phones" })).toContainText("Fetched by poll");
      await look(page, info, "lookup-fetched");
      await context.close();
    } finally {
      await server.stop();
      await wall.close();
    }
  });
});

/** Something that stands at APP_URL before the program. */
async function startFront(listener: RequestListener) {
  const asked: string[] = [];
  const front = createServer((request, response) => {
    if (request.method === "POST" && request.headers["user-agent"]?.includes("self-test"))
      asked.push(request.url ?? "");
    listener(request, response);
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  const close = async () => {
    front.closeAllConnections();
    front.close();
    await once(front, "close");
  };
  return { url: `http://127.0.0.1:${String((front.address() as AddressInfo).port)}`, asked, close };
}
