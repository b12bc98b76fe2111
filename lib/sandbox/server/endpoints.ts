import "server-only";

export type EndpointName =
  "match" | "bulk_match" | "webhook_result" | "health" | "api_profile" | "api_usage" | "credit_usage";

export type Endpoint = {
  name: EndpointName;
  methods: readonly string[];
  /** Under `/api/v1` or `/v1`. */
  path: RegExp;
  /** As key scopes, refusals and usage figures write it. */
  scope: string;
  /** The key of the usage figures: a list as text (docs/apollo-contract.md §8). */
  usageKey: string;
  /** Paid plans: 1,000 calls a minute without further windows, or the three windows of other routes. */
  limits: "enrichment" | "ordinary";
};

const endpoint = (
  name: EndpointName,
  methods: readonly string[],
  route: readonly [string, string],
  limits: Endpoint["limits"] = "ordinary",
): Endpoint => {
  const [controller, action] = route;
  const path = name === "webhook_result" ? /^\/webhook_result\/([^/]*)$/ : new RegExp(`^/${controller}/${action}$`);
  const scope = `api/v1/${controller}/${action}`;
  return { name, methods, path, scope, usageKey: JSON.stringify([`api/v1/${controller}`, action]), limits };
};

export const ENDPOINTS: readonly Endpoint[] = [
  endpoint("match", ["POST", "GET"], ["people", "match"], "enrichment"),
  endpoint("bulk_match", ["POST"], ["people", "bulk_match"], "enrichment"),
  endpoint("webhook_result", ["GET"], ["webhook_result", "show"], "enrichment"),
  endpoint("health", ["GET"], ["auth", "health"]),
  endpoint("api_profile", ["GET"], ["users", "api_profile"]),
  endpoint("api_usage", ["POST"], ["usage_stats", "api_usage_stats"]),
  endpoint("credit_usage", ["POST"], ["usage_stats", "credit_usage_stats"]),
];

/** The endpoint at this path and, for a poll, the id in it. */
export function findEndpoint(method: string, path: string): { endpoint: Endpoint; id: string } | null {
  const route = /^(?:\/api)?\/v1(\/.*)$/.exec(path)?.[1] ?? "";
  for (const candidate of ENDPOINTS) {
    const match = candidate.methods.includes(method) ? candidate.path.exec(route) : null;
    if (match) return { endpoint: candidate, id: match[1] ?? "" };
  }
  return null;
}
