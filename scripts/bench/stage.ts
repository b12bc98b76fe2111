import type { BrowserContext } from "@playwright/test";
import type { BenchApp } from "@/scripts/bench/bench-app";
import type { ReferenceServer } from "@/scripts/bench/reference-server";

/** What every part finds. The browser, signed in, and the reference are started when they are first asked for. */
export type Stage = {
  app: BenchApp;
  isShort: boolean;
  signedIn: () => Promise<BrowserContext>;
  reference: () => Promise<ReferenceServer>;
};

/** The `Cookie` header of the signed-in browser, for requests made outside of it. */
export async function cookieHeader({ signedIn }: Stage): Promise<string> {
  const cookies = await (await signedIn()).cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
