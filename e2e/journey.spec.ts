import { type Locator, expect } from "@playwright/test";
import { countCalls, forbidReload, lookUp } from "./ask";
import { test } from "./fixtures";

/** A delivery comes 3 s after the answer and is applied within 5 s. */
const ARRIVAL = { timeout: 15_000 };
const SOONS_PHONE = "+1 212 555 0110";

test("a person shows at once, and the phone arrives in the open page without a reload", async ({ page }) => {
  const card = await lookUp(page, "phone.soon", "Reveal phone number");
  await expect(card).toContainText("Phoebe Soon");
  await expect(card.getByRole("region", { name: "Company" })).toContainText("Magic Lantern Studio");
  const emails = card.getByRole("region", { name: "Emails" });
  await expect(emails).toContainText("phone.soon@magic.example");
  await expect(emails).toContainText("Verified");
  const phones = card.getByRole("region", { name: "Phones" });
  await expect(phones).toContainText("Phone pending");
  await expect(phones).not.toContainText(SOONS_PHONE);

  const expectNoReload = await forbidReload(page);
  await expect(phones).toContainText(SOONS_PHONE, ARRIVAL);
  for (const word of ["Mobile", "Valid", "High confidence"]) await expect(phones).toContainText(word);
  await expect(card).not.toContainText("Phone pending");
  await expect(card).toContainText("9 credits spent.");
  await expectNoReload();
});

test("the result card, the person's page, People and History agree", async ({ page }) => {
  const card = await lookUp(page, "phone.two", "Reveal phone number");
  await expect(card.getByRole("region", { name: "Phones" })).toContainText("Direct", ARRIVAL);
  const shown = await phoneNumbersIn(card.getByRole("region", { name: "Phones" }));
  expect(shown).toHaveLength(2);

  await card.getByRole("link", { name: "Open person" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tobias Two" })).toBeVisible();
  expect(await phoneNumbersIn(page.getByRole("region", { name: "Phones" }))).toEqual(shown);
  await expect(page.getByRole("region", { name: "Lookups" })).toContainText("9 credits");

  await page.getByRole("link", { name: "People", exact: true }).first().click();
  const row = page.getByRole("table", { name: "People" }).getByRole("row", { name: /Tobias Two/ });
  await expect(row).toContainText(shown[0] ?? "no phone");
  await page.getByRole("searchbox", { name: "Search people" }).fill("tobias");
  await expect(page.getByRole("table", { name: "People" }).getByRole("row")).toHaveCount(2);

  await page.getByRole("link", { name: "History", exact: true }).first().click();
  const asked = page.getByRole("table", { name: /Lookups/ }).getByRole("row", { name: /phone\.two@/ });
  for (const word of ["Matched", "Phone arrived", "Tobias Two", "9"]) await expect(asked.first()).toContainText(word);
});

test("where no answer comes, the page does not say that nothing was asked, and leads to where it can be seen", async ({
  browser,
  storageState,
  team,
}) => {
  // The browser complains in the console of every request that fails.
  const context = await browser.newContext({ ...(storageState && { storageState }), baseURL: team.url });
  const page = await context.newPage();
  await page.goto("/lookup");
  await page.route("**/lookup", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.getByLabel("Email", { exact: true }).fill("phone.soon@magic.example");
  await page.getByRole("button", { name: /^Look up/ }).click();
  const alert = page.getByRole("region", { name: "Result" }).getByRole("alert");
  await expect(alert).toContainText("No answer came");
  await expect(alert).not.toContainText("not made");
  await alert.getByRole("link", { name: "Open History" }).click();
  await expect(page).toHaveURL(/\/history$/);
  await context.close();
});

test("a link is followed though what was typed has not reached the address yet", async ({ page }) => {
  await page.goto("/people");
  const search = page.getByRole("searchbox", { name: "Search people" });
  await expect(search).toBeEnabled();
  await page.route("**/history?**", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await search.pressSequentially("tobias", { delay: 30 });
  await page.getByRole("link", { name: "History", exact: true }).first().click();
  await expect(page).toHaveURL(/\/history$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/people\?q=tobias$/);
});

test("a lookup's story shows its deliveries, what was asked and answered, and no secret", async ({ page }) => {
  const card = await lookUp(page, "phone.parts", "Reveal phone number");
  await expect(card.getByRole("region", { name: "Phones" }).getByRole("listitem")).toHaveCount(3, ARRIVAL);
  await card.getByRole("link", { name: "The whole story" }).click();
  const timeline = page.getByRole("region", { name: "Timeline" });
  for (const word of ["Asked", "Held 9 credits", "Sent to Apollo", "Answered", "Phones delivered", "Applied"])
    await expect(timeline).toContainText(word);
  const exchange = page.getByRole("region", { name: "Request, answer and deliveries" });
  await expect(exchange).toContainText("Delivery 3");
  for (const summary of await exchange.locator("summary").all()) await summary.click();
  await expect(exchange).toContainText("phone_numbers");

  const answer = await page.request.get(`/api/lookups/${new URL(page.url()).pathname.split("/").at(-1) ?? ""}`);
  for (const text of [await page.content(), await answer.text()]) {
    expect(text).not.toMatch(/webhooks\/apollo\/[\w-]{16}/);
    expect(text).not.toMatch(/"(?:x-api-key|api_key|apiKey|sealed|tokenHash)"/i);
  }
});

test("the waits of several lookups stand in the top bar, and a toast says on another page that a phone arrived", async ({
  page,
}) => {
  await lookUp(page, "phone.twice", "Reveal phone number");
  const expectNoReload = await forbidReload(page);
  await page.getByRole("link", { name: "History", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "History" })).toBeVisible();
  await expect(page.getByText(/phones? arrived/i).first()).toBeVisible(ARRIVAL);
  const asked = page.getByRole("table", { name: /Lookups/ }).getByRole("row", { name: /phone\.twice@/ });
  await expect(asked.first()).toContainText("Phone arrived");
  await expectNoReload();
});

test("a phone that is delivered before the answer is on the card", async ({ page }) => {
  const card = await lookUp(page, "phone.now", "Reveal phone number");
  await expect(card.getByRole("region", { name: "Phones" })).toContainText("+1 212 555", ARRIVAL);
});

test("no match says so and costs nothing", async ({ page }) => {
  for (const key of ["nomatch.null", "nomatch.none", "nomatch.stub"]) {
    const card = await lookUp(page, key);
    await expect(card).toContainText("No match");
    await expect(card).toContainText("No credits spent.");
    await expect(card.getByRole("region", { name: "Emails" })).toHaveCount(0);
  }
});

test("personal emails that GDPR withholds are said to be withheld, and why", async ({ page }) => {
  const card = await lookUp(page, "gdpr.person", "Reveal personal emails");
  await expect(card).toContainText("Gerda Privat");
  await expect(card).toContainText(/Personal emails: .*GDPR/);
  await expect(card.getByRole("region", { name: "Emails" })).not.toContainText("postbox.example");
});

test("an answer about somebody else needs a look before it is used", async ({ page }) => {
  const card = await lookUp(page, "match.weak");
  await expect(card).toContainText("Needs a look");
  await expect(card).toContainText("kept apart");
});

test("a do-not-call number is marked and is no link", async ({ page }) => {
  const card = await lookUp(page, "phone.dnc", "Reveal phone number");
  const phones = card.getByRole("region", { name: "Phones" });
  await expect(phones).toContainText("Do not call", ARRIVAL);
  await expect(phones.getByRole("link")).toHaveCount(0);
});

test("hostile text from the provider is shown as text", async ({ page }) => {
  const card = await lookUp(page, "match.hostile");
  await expect(card).toContainText("<b onclick=alert(1)>VP</b>");
});

const REFUSALS = [
  ["error.401", "Failed", "does not accept the stored API key"],
  ["error.403", "Failed", "may not use this endpoint"],
  ["error.422", "Failed", "has no credits left"],
  ["error.500", "Unknown outcome", "an error of its own (HTTP 500)"],
  ["error.504", "Unknown outcome", "a gateway on the way gave up"],
  // Last: its wait holds for the whole key.
  ["error.429", "Queued", "limiting the rate of calls"],
] as const;

test("every error of the provider has its own sentence, with the next step and the cost", async ({ page }) => {
  for (const [key, outcome, sentence] of REFUSALS) {
    const card = await lookUp(page, key);
    await expect(card, key).toContainText(outcome);
    const told = card.getByRole("status").first();
    await expect(told, key).toContainText(sentence);
    await expect(told, key).toContainText(/credits|charged|bought|Nothing was sent/);
  }
});

test("a queued lookup counts down and goes by itself", async ({ page }) => {
  const card = await lookUp(page, "error.429");
  await expect(card).toContainText(/Goes by itself in \d+ s/);
  await expect(card).toContainText("Matched", { timeout: 40_000 });
  await expect(card).toContainText("1 credit spent.");
});

test("who is ours already is opened for nothing, and bought again only on purpose", async ({ page }) => {
  await lookUp(page, "email.personal");
  await page.goto("/lookup");
  await page.getByLabel("Email", { exact: true }).fill("email.personal@magic.example");
  await expect(page.getByText("Already ours: Perry Personal")).toBeVisible();
  await expect(page.getByRole("button", { name: "Refresh anyway · up to 1 credit" })).toBeVisible();
  await page.getByRole("button", { name: "Open · 0 credits" }).click();
  const card = page.getByRole("region", { name: /^Result for/ });
  await expect(card).toContainText("No credits spent.");
  await expect(card).toContainText("Perry Personal");
});

test("an unknown outcome is settled by what a person says of it", async ({ page }) => {
  const card = await lookUp(page, "error.500");
  await card.getByRole("button", { name: "It was not charged" }).click();
  await expect(card).toContainText("Failed");
  await expect(card.getByRole("status").first()).toContainText("No credits spent");
});

test("a lookup of unknown outcome is settled by the delivery that proves it", async ({ page }) => {
  const card = await lookUp(page, "error.unreadable", "Reveal phone number");
  await expect(card).toContainText("Unknown outcome");
  await expect(card).toContainText("Matched", { timeout: 20_000 });
  await expect(card.getByRole("region", { name: "Phones" })).toContainText("+1 212 555");
});

test("too little to match is refused at its field, before any call", async ({ page }) => {
  await page.goto("/lookup");
  const calls = countCalls(page);
  const send = page.getByRole("button", { name: /^Look up/ });
  await send.click();
  const email = page.getByLabel("Email", { exact: true });
  await expect(email).toHaveAccessibleDescription(/Say who to look up/);
  await expect(email).toBeFocused();

  await page.getByLabel("First name").fill("  Ada ");
  await send.click();
  const lastName = page.getByLabel("Last name");
  await expect(lastName).toHaveAccessibleDescription(/A first name alone never matches/);
  await expect(lastName).toBeFocused();

  await page.getByLabel("First name").fill("");
  await page.getByLabel("LinkedIn URL").fill("https://evil.example/in/ada");
  await send.click();
  await expect(page.getByLabel("LinkedIn URL")).toHaveAccessibleDescription(/linkedin\.com profile address/);
  expect(calls()).toBe(0);
});

test("the price is on the button before anything is spent", async ({ page }) => {
  await page.goto("/lookup");
  await expect(page.getByRole("button", { name: "Look up · up to 1 credit" })).toBeVisible();
  await page.getByRole("switch", { name: "Reveal phone number" }).click();
  await expect(page.getByRole("button", { name: "Look up · up to 9 credits" })).toBeVisible();
});

test("an email is hashed in the browser and only the hash is sent", async ({ page }) => {
  await page.goto("/lookup");
  await page.getByLabel("Email", { exact: true }).fill("Phone.Soon@magic.example");
  await page.getByRole("button", { name: /Hash it here/ }).click();
  await expect(page.getByLabel("Hashed email")).toHaveValue(/^[0-9a-f]{32,64}$/);
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue("");
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.getByRole("button", { name: /^Look up/ }).click();
  expect((await sent).postData()).not.toContain("magic.example");
  await expect(page.getByRole("region", { name: /^Result for/ })).toContainText("Phoebe Soon");
});

test.describe("a rep", () => {
  test.use({ who: "rep" });
  test("looks up, and finds own lookups in History and nobody else's", async ({ page }) => {
    const card = await lookUp(page, "email.guessed");
    await expect(card.getByRole("region", { name: "Emails" })).toContainText("Guessed");
    await page.goto("/history");
    const rows = page.getByRole("table", { name: /Lookups/ }).getByRole("row");
    await expect(rows.filter({ hasText: "email.guessed@" })).not.toHaveCount(0);
    await expect(rows.filter({ hasNotText: "Rita Rep" })).toHaveCount(1);
  });
});

async function phoneNumbersIn(region: Locator): Promise<string[]> {
  const texts = await region.getByRole("listitem").allTextContents();
  return texts.flatMap((text) => /\+1 \d{3} \d{3} \d{4}/.exec(text)?.[0] ?? []).toSorted();
}
