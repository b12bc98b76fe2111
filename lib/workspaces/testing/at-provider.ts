import type { AuthBrowser } from "@/lib/workspaces/testing/auth-browser";

const RETURN = "http://localhost:3999/api/auth/callback/oidc";

/** What a browser keeps of the identity provider. */
export type ProviderCookies = Map<string, string>;

type Walk = { answer?: "continue" | "cancel"; callbackUrl?: string; kept?: ProviderCookies };

/** Begins a sign-in and answers at the provider. Resolves to the address that the provider sends the browser back to. */
export async function walkToReturn(browser: AuthBrowser, walk: Walk = {}): Promise<URL> {
  const { answer = "continue", callbackUrl = "/history", kept = new Map<string, string>() } = walk;
  const begun = await browser.send("GET", `signin/oidc?callbackUrl=${encodeURIComponent(callbackUrl)}`);
  let target = begun.headers.get("location") ?? "";
  for (let step = 0; step < 10 && !target.startsWith(RETURN); step += 1) {
    const isAsked = target.includes("/interaction/");
    const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join("; ");
    const answered = await fetch(target, {
      ...{ redirect: "manual", headers: { cookie } },
      ...(isAsked && { method: "POST", body: new URLSearchParams({ do: answer }) }),
    });
    for (const line of answered.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      kept.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const location = answered.headers.get("location");
    if (location === null) throw new Error(`${target} led nowhere: ${await answered.text()}`);
    target = new URL(location, target).href;
  }
  return new URL(target);
}

/** The browser's last step; resolves to the path where it ends. */
export async function comeBack(browser: AuthBrowser, address: URL): Promise<string> {
  const answered = await browser.send("GET", `callback/oidc${address.search}`, {
    headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
  });
  const { pathname, search } = new URL(answered.headers.get("location") ?? "", "http://localhost:3999");
  return `${pathname}${search}`;
}

/** All of it. */
export async function signInAtProvider(browser: AuthBrowser, walk?: Walk): Promise<string> {
  return comeBack(browser, await walkToReturn(browser, walk));
}
