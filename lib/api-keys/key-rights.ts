import { KEY_ENDPOINTS, type KeyEndpoint, type RightStanding } from "@/lib/api-keys/api-key";

type Purpose = {
  /** As the provider's settings name it. */
  scope: string;
  does: string;
  /** What is missing here without it. */
  without: string;
};

export const PURPOSES: Record<KeyEndpoint, Purpose> = {
  "people/match": {
    scope: "api/v1/people/match",
    does: "Look people up",
    without: "Nobody can be looked up with this key.",
  },
  "people/bulk_match": {
    scope: "api/v1/people/bulk_match",
    does: "Look people up ten at a time, for runs",
    without: "No run can be started with this key.",
  },
  webhook_result: {
    scope: "api/v1/webhook_result/show",
    does: "Ask for phones that the webhook missed",
    without: "A phone that the webhook misses is lost.",
  },
  "users/api_profile": {
    scope: "api/v1/users/api_profile",
    does: "Read whose key it is, and the credits left",
    without: "Account and credits left are not shown, and a new key cannot be compared with this one.",
  },
  "usage_stats/credit_usage_stats": {
    scope: "api/v1/usage_stats/credit_usage_stats",
    does: "Compare our ledger with Apollo’s bill",
    without: "Lookups without an answer cannot be settled by what Apollo billed.",
  },
  "usage_stats/api_usage_stats": {
    scope: "api/v1/usage_stats/api_usage_stats",
    does: "Read the rate limits before they are used",
    without: "Rate limits are known only after the first call of each kind.",
  },
};

export type KeyRights = Partial<Record<KeyEndpoint, RightStanding>>;

/** What the key lacks, most important first. */
export function listMissing(rights: KeyRights): KeyEndpoint[] {
  return KEY_ENDPOINTS.filter((endpoint) => rights[endpoint] === "missing" || rights[endpoint] === "plan");
}

/** One sentence for what a free test found, naming every scope to add. */
export function describeRights(rights: KeyRights): string {
  const scopes = listMissing(rights).flatMap((endpoint) =>
    rights[endpoint] === "missing" ? [PURPOSES[endpoint].scope] : [],
  );
  const planned = listMissing(rights).filter((endpoint) => rights[endpoint] === "plan");
  const said = [
    scopes.length > 0 && `Apollo accepts this key, but it lacks ${namesOf(scopes)}. Add it in Apollo, then test again.`,
    planned.length > 0 &&
      `The Apollo plan does not include ${namesOf(planned.map((endpoint) => PURPOSES[endpoint].scope))}; a scope does not help.`,
  ];
  return said.filter(Boolean).join(" ") || "Apollo accepts this key.";
}

function namesOf(scopes: readonly string[]): string {
  const list = new Intl.ListFormat("en", { type: "conjunction" }).format(scopes);
  return scopes.length === 1 ? `the scope ${list}` : `the scopes ${list}`;
}
