import { expect, test as base, type Browser, type Page } from "@playwright/test";
import { lookUp } from "./ask";
import { freePort, startApp, withDataDir, type AppServer } from "@/lib/testing/app-server";
import { AxeBuilder } from "@axe-core/playwright";

const PASSWORD = "quiet orchard seventeen lanterns";

base("from the printed link to a phone that survives a restart, and a sign-out that ends it", async ({ browser }) => {
  base.setTimeout(120_000);
  await withDataDir(async (dataDir) => {
    const port = await freePort();
    let server = await startApp({ dataDir, port, env: NOBODY });
    try {
      const link = await setupLinkOf(server);
      const page = await newPage(browser, server);
      await base.step("the link creates the admin and leads to the look-up page", () => createAdmin(page, link));
      await base.step("the link works once", async () => {
        expect((await fetch(link, { redirect: "manual" })).status).toBe(404);
      });
      const address = await base.step("a phone is pending", async () => {
        const card = await lookUp(page, "phone.soon", "Reveal phone number");
        await expect(card.getByRole("region", { name: "Phones" })).toContainText("Phone pending");
        return page.url();
      });
      await base.step("the server is stopped and started again, and prints no link", async () => {
        await server.stop("SIGTERM");
        server = await startApp({ dataDir, port, env: NOBODY });
        expect(server.output()).not.toContain("/setup?token=");
      });
      await base.step("the phone arrives in the page that stayed open, and in a new one", async () => {
        const arrived = { timeout: 30_000 };
        const opened = await page.context().newPage();
        await opened.goto(address);
        for (const shown of [opened, page])
          await expect(shown.getByRole("region", { name: "Phones" })).toContainText("+1 212 555 0110", arrived);
        await opened.close();
      });
      await base.step("sign-out makes a copy of the cookie useless", () => signOut(page, server));
      await base.step("the password opens a new session", () => signIn(page));
    } finally {
      await server.stop();
    }
  });
});

const NOBODY = { ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined };

async function setupLinkOf(server: AppServer): Promise<string> {
  const find = () => /https?:\/\/\S+\/setup\?token=\S+/.exec(server.output())?.[0] ?? "";
  await expect.poll(find, "the link is printed").not.toBe("");
  return find();
}

async function newPage(browser: Browser, server: AppServer): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url });
  return context.newPage();
}

async function createAdmin(page: Page, link: string): Promise<void> {
  await page.goto(link);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel("Email").fill("ada@perihelion.example");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create admin" }).click();
  await expect(page.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Name")).toHaveValue("Ada Lovelace");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create admin" }).click();
  await expect(page).toHaveURL(/\/lookup$/);
  await expect(page.getByRole("note", { name: "Practice workspace" })).toBeVisible();
}

async function signOut(page: Page, { url }: AppServer): Promise<void> {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const ask = () => fetch(`${url}/api/people`, { headers: { cookie } });
  expect((await ask()).status).toBe(200);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await ask()).status).toBe(401);
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/history");
  await page.getByLabel("Email").fill("ada@perihelion.example");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/history$/);
  await expect(page.getByRole("table", { name: /Lookups/ })).toContainText("phone.soon@magic.example");
}
