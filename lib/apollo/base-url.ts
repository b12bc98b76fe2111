const PROVIDER_ORIGIN = "https://api.apollo.io";

/**
 * Returns the base address without a trailing slash. Only the provider itself or a loopback address may ever receive an
 * API key, so anything else throws a sentence naming what was given, without its credentials.
 */
export function assertAllowedBaseUrl(given: string): string {
  const url = URL.parse(given.trim());
  if (!url) throw new Error("The provider's address is not a URL.");
  if (url.username || url.password || url.search || url.hash) {
    throw new Error(`The provider's address must be plain: no user, query or fragment (${url.origin}).`);
  }
  const path = url.pathname.replace(/\/+$/, "");
  if (url.origin === PROVIDER_ORIGIN && path === "") return PROVIDER_ORIGIN;
  if (isLoopback(url)) return `${url.origin}${path}`;
  throw new Error(`The provider's address must be ${PROVIDER_ORIGIN} or a loopback address, not ${url.origin}${path}.`);
}

/** URL parsing has already turned every spelling of an IPv4 address into its dotted form. */
function isLoopback({ protocol, hostname }: URL): boolean {
  if (protocol !== "http:" && protocol !== "https:") return false;
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
