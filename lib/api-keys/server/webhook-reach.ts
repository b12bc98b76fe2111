import "server-only";
import { env } from "@/lib/env/server";

const PRIVATE_HOST =
  /^(localhost|.*\.localhost|.*\.local|.*\.internal|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|169\.254\..*|0\.0\.0\.0|\[.*\])$/;

/** `private`: an address that only this network knows. `not_https`: a public one, by plain HTTP. */
type WebhookReach = { appUrl: string; isPublicHttps: boolean; obstacle: "private" | "not_https" | null };

/** The provider delivers phones only to a public HTTPS address (docs/apollo-contract.md §2.1). */
export function describeWebhookReach(appUrl = env.APP_URL): WebhookReach {
  const { hostname, protocol } = new URL(appUrl);
  const isPrivate = !hostname.includes(".") || PRIVATE_HOST.test(hostname);
  const obstacle = isPrivate ? "private" : protocol === "https:" ? null : "not_https";
  return { appUrl, isPublicHttps: obstacle === null, obstacle };
}
