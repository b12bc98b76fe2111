import type { Account } from "./accounts";
import type { Canary } from "./canary";

export type Caller = Account | "anonymous";

type Entry = {
  /** Where it is asked for; ids are the practice workspace's. */
  path: (canary: Canary) => string;
  /** The status for each caller; a redirect is "307 /where/to". */
  expected: Record<Caller, number | string>;
};

const anyone = (status: number | string): Entry["expected"] => ({
  anonymous: status,
  rep: status,
  colleague: status,
  reviewer: status,
  admin: status,
  outsider: status,
});

/** What is not the rep's is not a colleague's either. */
const forEveryRep = (others: Partial<Record<Account, number>>) =>
  others.rep === undefined ? others : { colleague: others.rep, ...others };

/** A page of a workspace: whoever is not signed in is sent to sign in, and comes back. */
const page = (path: Entry["path"] | string, others: Partial<Record<Account, number>> = {}): Entry => {
  const where = typeof path === "string" ? () => path : path;
  return { path: where, expected: { ...anyone(200), anonymous: "307 /sign-in", ...forEveryRep(others) } };
};

const json = (path: Entry["path"] | string, others: Partial<Record<Account, number>> = {}): Entry => {
  const where = typeof path === "string" ? () => path : path;
  return { path: where, expected: { ...anyone(200), anonymous: 401, ...forEveryRep(others) } };
};

/** Every page and GET route of the app, by its file. A file that is not here fails the suite. */
export const ENTRIES: Record<string, Entry> = {
  "page.tsx": { path: () => "/", expected: anyone("307 /lookup") },
  "(auth)/sign-in/page.tsx": { path: () => "/sign-in", expected: { ...anyone("307 /"), anonymous: 200 } },
  "(auth)/setup/page.tsx": { path: () => "/setup?token=made-up", expected: anyone(404) },
  "(workspace)/lookup/page.tsx": page("/lookup"),
  "(workspace)/people/page.tsx": page("/people"),
  "(workspace)/people/[id]/page.tsx": page(({ personId }) => `/people/${personId}`, { outsider: 404 }),
  "(workspace)/history/page.tsx": page("/history"),
  "(workspace)/history/[id]/page.tsx": page(({ lookupId }) => `/history/${lookupId}`, { rep: 404, outsider: 404 }),
  "(workspace)/deliveries/page.tsx": page("/deliveries"),
  "(workspace)/deliveries/[id]/page.tsx": page(({ deliveryId }) => `/deliveries/${deliveryId}`, {
    rep: 404,
    outsider: 404,
  }),
  "(workspace)/practice/page.tsx": page("/practice"),
  // For reps and reviewers it says whom to ask; its keys are the admins'.
  "(workspace)/settings/api-keys/page.tsx": page("/settings/api-keys"),
  "(workspace)/settings/budgets/page.tsx": page("/settings/budgets"),
  "(workspace)/settings/webhooks/page.tsx": page("/settings/webhooks"),
  "(workspace)/settings/privacy/retention/page.tsx": page("/settings/privacy/retention"),
  "api/health/route.ts": { path: () => "/api/health", expected: anyone(200) },
  "api/auth/[...nextauth]/route.ts": { path: () => "/api/auth/session", expected: anyone(200) },
  "api/api-keys/route.ts": json("/api/api-keys", { rep: 403, reviewer: 403 }),
  "api/deliveries/route.ts": json("/api/deliveries"),
  "api/deliveries/[id]/route.ts": json(({ deliveryId }) => `/api/deliveries/${deliveryId}`, {
    rep: 404,
    outsider: 404,
  }),
  // The exact bytes carry phone numbers, which a reviewer may not read, and one on a do-not-call list, closed to everybody.
  "api/deliveries/[id]/bytes/route.ts": json(({ deliveryId }) => `/api/deliveries/${deliveryId}/bytes`, {
    ...{ rep: 404, reviewer: 403, admin: 403, outsider: 404 },
  }),
  "api/deliveries/figures/route.ts": json("/api/deliveries/figures"),
  "api/deliveries/quarantined/route.ts": json("/api/deliveries/quarantined"),
  "api/deliveries/webhook/route.ts": json("/api/deliveries/webhook", { rep: 403, reviewer: 403 }),
  "api/credits/route.ts": json("/api/credits"),
  "api/credits/budgets/route.ts": json("/api/credits/budgets", { rep: 403, reviewer: 403 }),
  "api/events/route.ts": json("/api/events"),
  "api/lookups/route.ts": json("/api/lookups"),
  "api/lookups/[id]/route.ts": json(({ lookupId }) => `/api/lookups/${lookupId}`, { rep: 404, outsider: 404 }),
  "api/lookups/askers/route.ts": json("/api/lookups/askers"),
  "api/lookups/pending/route.ts": json("/api/lookups/pending"),
  "api/lookups/preview/route.ts": json("/api/lookups/preview?email=somebody@acme.example"),
  "api/people/route.ts": json("/api/people"),
  "api/privacy/access/[personId]/route.ts": json(({ personId }) => `/api/privacy/access/${personId}?format=json`, {
    ...{ rep: 403, reviewer: 403, outsider: 404 },
  }),
  "api/privacy/retention/route.ts": json("/api/privacy/retention", { rep: 403, reviewer: 403 }),
  "api/people/[id]/route.ts": json(({ personId }) => `/api/people/${personId}`, { outsider: 404 }),
  // These two know keys and tokens, and no cookie.
  "api/sandbox/apollo/[...path]/route.ts": {
    path: () => "/api/sandbox/apollo/api/v1/users/api_profile",
    expected: anyone(401),
  },
  "api/webhooks/apollo/[token]/route.ts": { path: () => "/api/webhooks/apollo/made-up", expected: anyone(405) },
};

type ActionEntry = {
  input: (canary: Canary) => object;
  /** Sent as a form of fields. */
  isForm?: true;
  /** The error's code. Callers that are not here may call it, which other tests show. */
  refused: Partial<Record<Caller, string>>;
};

const onKey: ActionEntry = {
  input: ({ keyId }) => ({ id: keyId }),
  refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "not_found" },
};

/** Every server action, by its name. An action that is not here fails the suite. */
export const ACTIONS: Record<string, ActionEntry> = {
  requestLookupAction: {
    input: () => ({ email: "phone.soon@magic.example" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", outsider: "key_missing" },
  },
  decideUnknownAction: {
    input: ({ lookupId }) => ({ lookupId, decision: "charged" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", rep: "not_found", outsider: "not_found" },
  },
  decideMatchAction: {
    input: ({ lookupId }) => ({ lookupId, decision: "rejected" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", rep: "not_found", outsider: "not_found" },
  },
  revealPhoneAction: {
    input: ({ phoneId }) => ({ phoneId, reason: "consent" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", outsider: "not_found" },
  },
  addApiKeyAction: {
    input: () => ({ name: "Mine", key: "made-up-key-of-the-test" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  testApiKeyAction: onKey,
  compareUsageAction: onKey,
  setDefaultApiKeyAction: onKey,
  disableApiKeyAction: onKey,
  enableApiKeyAction: onKey,
  deleteApiKeyAction: onKey,
  replayDeliveryAction: {
    input: ({ deliveryId }) => ({ id: deliveryId }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "not_found" },
  },
  replayQuarantinedAction: {
    input: () => ({}),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  testWebhookAction: {
    input: () => ({}),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  setBudgetAction: {
    input: () => ({ scope: "workspace", creditLimit: "5" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  setSpendingRulesAction: {
    input: () => ({ freshDays: 1, waterfallEmail: 1, waterfallPhone: 1 }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  setRetentionAction: {
    input: () => ({ days: { delivery_bodies: 1 } }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  runRetentionAction: {
    input: () => ({}),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  signInAction: {
    input: () => ({ email: "nobody@perihelion.example", password: "made up" }),
    isForm: true,
    refused: { anonymous: "unauthenticated" },
  },
  completeSetupAction: {
    input: () => ({ token: "made-up", name: "Mallory", email: "m@evil.example", password: "brass kettle northern x" }),
    isForm: true,
    refused: { anonymous: "not_found", rep: "not_found", reviewer: "not_found", admin: "not_found" },
  },
  signOutAction: { input: () => ({}), refused: { anonymous: "unauthenticated" } },
  switchWorkspaceAction: {
    input: ({ workspaceId }) => ({ workspaceId }),
    refused: { anonymous: "unauthenticated", outsider: "not_found" },
  },
};
