import type { BrowserContext } from "@playwright/test";
import type { BenchApp } from "@/scripts/bench/bench-app";
import { quantile } from "@/scripts/bench/load";
import { report } from "@/scripts/bench/report";
import { db } from "@/lib/db/client";

/** P16: what a lookup's action takes beyond the emulator's own answer, p50, as the browser sees it. */
export async function benchLookupOverhead(app: BenchApp, context: BrowserContext, isShort: boolean): Promise<boolean> {
  const trials = isShort ? 8 : 40;
  const page = await context.newPage();
  const samples = (await (await context.request.get(`${app.url}/api/sandbox/apollo/_sandbox/samples`)).json()) as {
    people: { email: string }[];
  };
  const beyond: number[] = [];
  for (const { email } of samples.people.slice(0, trials)) {
    await page.goto(`${app.url}/lookup`);
    await page.getByLabel("Email", { exact: true }).fill(email);
    const answered = page.waitForResponse(
      (response) => response.request().method() === "POST" && response.url().includes("/lookup"),
    );
    await page.getByRole("button", { name: /^Look up/ }).click();
    const { requestStart, responseEnd } = await finished(await answered);
    beyond.push(responseEnd - requestStart - (await providerMs()));
  }
  await page.close();
  const text = `a lookup's action minus the emulator's own time, p50 of ${String(beyond.length)} (p95 ${quantile(beyond, 0.95).toFixed(0)} ms)`;
  return report({
    id: "P16",
    text,
    value: quantile(beyond, 0.5),
    base: 50,
    goal: 20,
    unit: " ms",
    isHigherBetter: false,
  });
}

type Timed = { finished(): Promise<unknown>; request(): { timing(): { requestStart: number; responseEnd: number } } };

async function finished(response: Timed) {
  await response.finished();
  return response.request().timing();
}

/** The emulator's own time of the newest call, from sent to answered. */
async function providerMs(): Promise<number> {
  const [call] = await db.$queryRaw<{ ms: number }[]>`
    SELECT duration_ms::float8 AS ms FROM sandbox_request ORDER BY received_at DESC LIMIT 1`;
  if (!call) throw new Error("the emulator logged no call");
  return call.ms;
}
