import type { BrowserContext } from "@playwright/test";
import type { BenchApp } from "@/scripts/bench/bench-app";

/** What every part finds: the app, and a browser that is signed in to it, opened when it is first asked for. */
export type Stage = {
  app: BenchApp;
  isShort: boolean;
  signedIn: () => Promise<BrowserContext>;
};

/** The `Cookie` header of the signed-in browser, for requests made outside of it. */
export async function cookieHeader({ signedIn }: Stage): Promise<string> {
  const cookies = await (await signedIn()).cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
