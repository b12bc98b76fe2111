import "server-only";
import { env } from "@/lib/env/server";

/**
 * Whether a browser says that a page of another origin sent this. `null` is another origin. A request without `Origin` and
 * fetch metadata is no browser's; the token against forged requests still stands before it.
 */
export function isCrossOrigin({ headers, method }: { headers: Headers; method: string }): boolean {
  const origin = headers.get("origin");
  if (origin !== null) {
    // No page can choose the Host that its own origin is compared with.
    const isOwnHost = URL.canParse(origin) && new URL(origin).host === headers.get("host");
    return origin !== env.APP_URL && !isOwnHost;
  }
  const isForeign = /^(cross|same)-site$/.test(headers.get("sec-fetch-site") ?? "");
  const isFollowedLink = method === "GET" && headers.get("sec-fetch-mode") === "navigate";
  return isForeign && !isFollowedLink;
}
