import "server-only";
import { env } from "@/lib/env/server";

const PRIVATE_HOST =
  /^(localhost|.*\.localhost|.*\.local|.*\.internal|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|169\.254\..*|0\.0\.0\.0|\[.*\])$/;

/** The provider delivers phones only to a public HTTPS address (docs/apollo-contract.md §2.1). */
export function describeWebhookReach(appUrl = env.APP_URL): { appUrl: string; isPublicHttps: boolean } {
  const url = new URL(appUrl);
  return {
    appUrl,
    isPublicHttps: url.protocol === "https:" && url.hostname.includes(".") && !PRIVATE_HOST.test(url.hostname),
  };
}
