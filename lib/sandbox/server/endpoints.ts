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

type Route = readonly [controller: string, action: string];

function endpoint(
  name: EndpointName,
  [controller, action]: Route,
  rest: Pick<Endpoint, "methods" | "limits">,
): Endpoint {
  const path = name === "webhook_result" ? /^\/webhook_result\/([^/]*)$/ : new RegExp(`^/${controller}/${action}$`);
  const scope = `api/v1/${controller}/${action}`;
  return { name, path, scope, usageKey: JSON.stringify([`api/v1/${controller}`, action]), ...rest };
}

export const ENDPOINTS: readonly Endpoint[] = [
  endpoint("match", ["people", "match"], { methods: ["POST", "GET"], limits: "enrichment" }),
  endpoint("bulk_match", ["people", "bulk_match"], { methods: ["POST"], limits: "enrichment" }),
  endpoint("webhook_result", ["webhook_result", "show"], { methods: ["GET"], limits: "enrichment" }),
  endpoint("health", ["auth", "health"], { methods: ["GET"], limits: "ordinary" }),
  endpoint("api_profile", ["users", "api_profile"], { methods: ["GET"], limits: "ordinary" }),
  endpoint("api_usage", ["usage_stats", "api_usage_stats"], { methods: ["POST"], limits: "ordinary" }),
  endpoint("credit_usage", ["usage_stats", "credit_usage_stats"], { methods: ["POST"], limits: "ordinary" }),
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
