import { expect } from "@playwright/test";
import { newId } from "@/lib/ids/ids";
import { queryDatabase } from "./database";
import { test } from "./fixtures";
import { look } from "./look";
import { pressUntil } from "./press-until";
import { lookUpByCall, newest, type Team } from "./team";

/** Companies of which nobody was looked up: the emulator's own are few. */
async function plantCompanies({ dataDir, workspaceId }: Team): Promise<void> {
  const companies = [
    ["Borealis Robotics", "borealis.example", "robotics", 40, "Norway"],
    ["Cinder Works", "cinder.example", "mining", 7000, "Korea, Republic of"],
  ] as const;
  for (const [name, domain, industry, employees, country] of companies)
    await queryDatabase(
      dataDir,
      `insert into company (id, workspace_id, apollo_id, name, domain, industry, employee_count, country, technologies, search,
                            funding_stage, observed_at)
       values ($1, $2, $1, $3, $4, $5, $6, $7, '{React,PostgreSQL}', lower(concat_ws(' ', $3::text, $4::text, $5::text)), 'Seed', now())`,
      [newId("company"), workspaceId, name, domain, industry, employees, country],
    );
}

test("companies are searched, narrowed by chips, sorted, and kept in the address", async ({ page, team }, info) => {
  await plantCompanies(team);
  await page.goto("/companies");
  const table = page.getByRole("table", { name: "Companies" });
  await expect(table.getByRole("row")).toHaveCount(3);
  await look(page, info, "companies");
  await page.getByRole("button", { name: "Industry" }).click();
  await page.getByRole("option", { name: "mining" }).click();
  await expect(table.getByRole("row")).toHaveCount(2);
  await look(page, info, "companies-filter");
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/industry=mining/);
  await page.reload();
  await expect(table.getByRole("link", { name: "Cinder Works" })).toBeVisible();
  await page.getByRole("button", { name: "Remove the filter Industry" }).click();
  await page.getByRole("button", { name: "Employees", exact: true }).last().click();
  await expect(page).toHaveURL(/sort=-employees/);
  await expect(table.getByRole("row").nth(1)).toContainText("Cinder Works");
  await page.getByRole("searchbox", { name: "Search companies" }).fill("nobody");
  await expect(page.getByText("No company fits")).toBeVisible();
  await look(page, info, "companies-none");
});

test("a company of somebody who was looked up is reached from them, and leads to the next lookup there", async ({
  page,
  team,
}, info) => {
  await lookUpByCall(team, ["email.personal"]);
  await page.goto(`/people/${await newest(team, "person")}`);
  const panel = page.getByRole("region", { name: "Company" });
  const link = panel.locator('a[href^="/companies/"]');
  const name = (await link.textContent()) ?? "";
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("link", { name: "Perry Personal" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Spent" })).toContainText("in 1 lookup of its people");
  await look(page, info, "company");
  await page.getByRole("link", { name: "Look somebody up here" }).click();
  await expect(page.getByLabel("Company domain")).toHaveValue("magic.example");
});

test("by the keyboard alone: rows are walked and opened, a filter is chosen", async ({ page, team }) => {
  await plantCompanies(team);
  await page.goto("/companies");
  const links = page.getByRole("table", { name: "Companies" }).locator("a[data-row]");
  await pressUntil(page, "j", () => expect(links.first()).toBeFocused({ timeout: 500 }));
  await page.getByRole("button", { name: "Country" }).press("Enter");
  await expect(page.getByRole("combobox", { name: "Find country" })).toBeFocused();
  await page.keyboard.type("korea");
  await page.keyboard.press("Enter");
  await expect(links).toHaveCount(1);
  await page.keyboard.press("Escape");
  await links.first().press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Cinder Works" })).toBeVisible();
});

test("before anybody was looked up there are none", async ({ page }, info) => {
  await page.goto("/companies");
  await expect(page.getByText("No companies yet")).toBeVisible();
  await look(page, info, "companies-empty");
});
