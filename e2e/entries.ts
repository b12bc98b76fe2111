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

const PRIVATE = { rep: 404, reviewer: 404, outsider: 404 };

/** Every page and GET route of the app, by its file. A file that is not here fails the suite. */
export const ENTRIES: Record<string, Entry> = {
  "page.tsx": { path: () => "/", expected: anyone("307 /lookup") },
  "(auth)/sign-in/page.tsx": { path: () => "/sign-in", expected: { ...anyone("307 /"), anonymous: 200 } },
  "(auth)/setup/page.tsx": { path: () => "/setup?token=made-up", expected: anyone(404) },
  "(auth)/invite/page.tsx": { path: () => "/invite?token=made-up", expected: anyone(404) },
  "(auth)/reset-password/page.tsx": { path: () => "/reset-password?token=made-up", expected: anyone(404) },
  "(workspace)/account/page.tsx": page("/account"),
  "(workspace)/lookup/page.tsx": page("/lookup"),
  "(workspace)/people/page.tsx": page("/people"),
  "(workspace)/people/[id]/page.tsx": page(({ personId }) => `/people/${personId}`, { outsider: 404 }),
  "(workspace)/people/duplicates/page.tsx": page("/people/duplicates"),
  "(workspace)/companies/page.tsx": page("/companies"),
  "(workspace)/companies/[id]/page.tsx": page(({ companyId }) => `/companies/${companyId}`, { outsider: 404 }),
  "(workspace)/lists/page.tsx": page("/lists"),
  // An admin's own.
  "(workspace)/lists/[id]/page.tsx": page(({ listId }) => `/lists/${listId}`, PRIVATE),
  "(workspace)/runs/page.tsx": page("/runs"),
  "(workspace)/runs/[id]/page.tsx": page(({ runId }) => `/runs/${runId}`, { rep: 404, outsider: 404 }),
  "(workspace)/tags/page.tsx": page("/tags"),
  // For reviewers it says that they are given none.
  "(workspace)/tasks/page.tsx": page("/tasks"),
  "(workspace)/history/page.tsx": page("/history"),
  "(workspace)/history/[id]/page.tsx": page(({ lookupId }) => `/history/${lookupId}`, { rep: 404, outsider: 404 }),
  "(workspace)/deliveries/page.tsx": page("/deliveries"),
  "(workspace)/deliveries/[id]/page.tsx": page(({ deliveryId }) => `/deliveries/${deliveryId}`, {
    rep: 404,
    outsider: 404,
  }),
  "(workspace)/practice/page.tsx": page("/practice"),
  // For reps and reviewers it says whom to ask.
  "(workspace)/approvals/page.tsx": page("/approvals"),
  "(workspace)/usage/page.tsx": page("/usage"),
  // For reps and reviewers it says whom to ask; its keys are the admins'.
  "(workspace)/settings/api-keys/page.tsx": page("/settings/api-keys"),
  "(workspace)/settings/members/page.tsx": page("/settings/members"),
  "(workspace)/settings/budgets/page.tsx": page("/settings/budgets"),
  "(workspace)/settings/field-policy/page.tsx": page("/settings/field-policy"),
  "(workspace)/settings/webhooks/page.tsx": page("/settings/webhooks"),
  "(workspace)/settings/audit/page.tsx": page("/settings/audit"),
  "(workspace)/settings/privacy/page.tsx": page("/settings/privacy"),
  "(workspace)/settings/privacy/suppressions/page.tsx": page("/settings/privacy/suppressions"),
  "(workspace)/settings/privacy/erasures/[id]/page.tsx": page(
    ({ erasureId }) => `/settings/privacy/erasures/${erasureId}`,
    { outsider: 404 },
  ),
  "(workspace)/settings/privacy/retention/page.tsx": page("/settings/privacy/retention"),
  "api/health/route.ts": { path: () => "/api/health", expected: anyone(200) },
  "api/auth/[...nextauth]/route.ts": { path: () => "/api/auth/session", expected: anyone(200) },
  "api/account/route.ts": json("/api/account"),
  "api/members/route.ts": json("/api/members", { rep: 403, reviewer: 403 }),
  "api/api-keys/route.ts": json("/api/api-keys", { rep: 403, reviewer: 403 }),
  "api/audit/route.ts": json("/api/audit", { rep: 403 }),
  "api/audit/export/route.ts": json("/api/audit/export", { rep: 403 }),
  "api/audit/standing/route.ts": json("/api/audit/standing", { rep: 403 }),
  "api/audit/verify/route.ts": json("/api/audit/verify", { rep: 403 }),
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
  "api/lookups/[id]/changes/route.ts": json(({ lookupId }) => `/api/lookups/${lookupId}/changes`, {
    ...{ rep: 404, outsider: 404 },
  }),
  "api/lookups/approvals/route.ts": json("/api/lookups/approvals", { rep: 403, reviewer: 403 }),
  "api/lookups/approvals/count/route.ts": json("/api/lookups/approvals/count", { rep: 403, reviewer: 403 }),
  "api/lookups/arrivals/route.ts": json("/api/lookups/arrivals"),
  "api/lookups/count/route.ts": json("/api/lookups/count"),
  "api/lookups/export/route.ts": json("/api/lookups/export"),
  "api/lookups/keys/route.ts": json("/api/lookups/keys"),
  "api/lookups/[id]/place/route.ts": json(({ lookupId }) => `/api/lookups/${lookupId}/place`, {
    rep: 404,
    outsider: 404,
  }),
  "api/lookups/askers/route.ts": json("/api/lookups/askers"),
  "api/lookups/first-run/route.ts": json("/api/lookups/first-run"),
  "api/lookups/pending/route.ts": json("/api/lookups/pending"),
  "api/lookups/refresh-sheet/route.ts": json(
    `/api/lookups/refresh-sheet?wish={}&selection=${encodeURIComponent('{"ids":["per_nobody"]}')}`,
    { reviewer: 403 },
  ),
  "api/lookups/preview/route.ts": json("/api/lookups/preview?email=somebody@acme.example"),
  "api/people/route.ts": json("/api/people"),
  "api/people/count/route.ts": json("/api/people/count"),
  "api/people/export/route.ts": json("/api/people/export"),
  "api/people/facets/route.ts": json("/api/people/facets"),
  "api/privacy/access/[personId]/route.ts": json(({ personId }) => `/api/privacy/access/${personId}?format=json`, {
    ...{ rep: 403, reviewer: 403, outsider: 404 },
  }),
  "api/privacy/retention/route.ts": json("/api/privacy/retention", { rep: 403, reviewer: 403 }),
  "api/companies/route.ts": json("/api/companies"),
  "api/companies/facets/route.ts": json("/api/companies/facets"),
  "api/companies/[id]/route.ts": json(({ companyId }) => `/api/companies/${companyId}`, { outsider: 404 }),
  "api/lists/route.ts": json("/api/lists"),
  "api/lists/[id]/route.ts": json(({ listId }) => `/api/lists/${listId}`, PRIVATE),
  "api/runs/route.ts": json("/api/runs"),
  "api/runs/waiting/route.ts": json("/api/runs/waiting", { rep: 403, reviewer: 403 }),
  "api/runs/[id]/route.ts": json(({ runId }) => `/api/runs/${runId}`, { rep: 404, outsider: 404 }),
  "api/runs/[id]/rows/route.ts": json(({ runId }) => `/api/runs/${runId}/rows`, { rep: 404, outsider: 404 }),
  // Takes files and gives nothing: who may send one is shown by itself.
  "api/runs/upload/route.ts": { path: () => "/api/runs/upload", expected: anyone(405) },
  "api/tags/route.ts": json("/api/tags"),
  "api/people/owners/route.ts": json("/api/people/owners"),
  "api/people/[id]/owner/route.ts": json(({ personId }) => `/api/people/${personId}/owner`, { outsider: 404 }),
  "api/people/[id]/tags/route.ts": json(({ personId }) => `/api/people/${personId}/tags`, { outsider: 404 }),
  "api/people/[id]/lists/route.ts": json(({ personId }) => `/api/people/${personId}/lists`, { outsider: 404 }),
  "api/people/[id]/export/route.ts": json(({ personId }) => `/api/people/${personId}/export?format=json`, {
    outsider: 404,
  }),
  "api/notes/route.ts": json(({ personId }) => `/api/notes?person=${personId}`, { outsider: 404 }),
  "api/activity/route.ts": json(({ personId }) => `/api/activity?person=${personId}`, { outsider: 404 }),
  "api/tasks/route.ts": json(({ personId }) => `/api/tasks?person=${personId}`, { outsider: 404 }),
  "api/tasks/mine/route.ts": json("/api/tasks/mine"),
  "api/tasks/overdue/route.ts": json("/api/tasks/overdue"),
  "api/tasks/assignees/route.ts": json("/api/tasks/assignees"),
  "api/people/[id]/route.ts": json(({ personId }) => `/api/people/${personId}`, { outsider: 404 }),
  "api/people/[id]/record/route.ts": json(({ personId }) => `/api/people/${personId}/record`, { outsider: 404 }),
  "api/people/duplicates/route.ts": json("/api/people/duplicates"),
  // Of one person there are no two records to merge, whoever asks.
  "api/people/merge/route.ts": json(
    ({ personId }) => `/api/people/merge?survivorId=${personId}&absorbedId=${personId}`,
    {
      ...{ rep: 404, reviewer: 404, admin: 404, outsider: 404 },
    },
  ),
  "api/people/policies/route.ts": json("/api/people/policies", { rep: 403, reviewer: 403 }),
  // A rep's own: another member's is refused, which usage.spec.ts shows.
  "api/usage/route.ts": json("/api/usage"),
  "api/usage/csv/route.ts": json("/api/usage/csv"),
  // The admin's.
  "api/runs/[id]/export/route.ts": json(({ runId }) => `/api/runs/${runId}/export`, {
    rep: 404,
    outsider: 404,
  }),
  "api/runs/[id]/undo/route.ts": json(({ runId }) => `/api/runs/${runId}/undo`, {
    ...{ rep: 404, reviewer: 403, outsider: 404 },
  }),
  "api/views/route.ts": json("/api/views?screen=people"),
  "api/suppressions/route.ts": json("/api/suppressions", { rep: 403, reviewer: 403 }),
  "api/privacy/erasures/route.ts": json("/api/privacy/erasures", { rep: 403, reviewer: 403 }),
  "api/privacy/erasures/[id]/route.ts": json(({ erasureId }) => `/api/privacy/erasures/${erasureId}`, {
    ...{ rep: 403, reviewer: 403, outsider: 404 },
  }),
  // These two know keys and tokens, and no cookie.
  "api/sandbox/apollo/[...path]/route.ts": {
    path: () => "/api/sandbox/apollo/api/v1/users/api_profile",
    expected: anyone(401),
  },
  "api/webhooks/apollo/[token]/route.ts": { path: () => "/api/webhooks/apollo/made-up", expected: anyone(405) },
};
