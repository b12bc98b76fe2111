import { newId } from "@/lib/ids/ids";
import type { Account } from "./accounts";
import type { Canary } from "./canary";
import { MARK_ACTIONS } from "./mark-actions";
import { NOTE_ACTIONS } from "./note-entries";

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

export type ActionEntry = {
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

const onPerson = (input: ActionEntry["input"]): ActionEntry => ({
  input,
  refused: { anonymous: "unauthenticated", reviewer: "forbidden", outsider: "not_found" },
});
const onMember: ActionEntry = { input: ({ memberId }) => ({ userId: memberId }), refused: onKey.refused };
const onInvitation: ActionEntry = { input: ({ invitationId }) => ({ id: invitationId }), refused: onKey.refused };
const byMadeUpLink = { anonymous: "not_found", rep: "not_found", reviewer: "not_found", admin: "not_found" };
/** Shared by the admin: a rep sees it and changes nothing of it. */
const onView: ActionEntry = {
  input: ({ viewId }) => ({ id: viewId }),
  refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "not_found" },
};
const ownAccount = { anonymous: "unauthenticated" };

/** Every server action, by its name. An action that is not here fails the suite. */
export const ACTIONS: Record<string, ActionEntry> = {
  ...MARK_ACTIONS,
  requestLookupAction: {
    input: () => ({ email: "phone.soon@magic.example" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", outsider: "key_missing" },
  },
  refreshPeopleAction: {
    input: () => ({ selection: { ids: ["per_nobody"] }, wish: {}, ceiling: "0" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden" },
  },
  decideUnknownAction: {
    input: ({ lookupId }) => ({ lookupId, decision: "charged" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", rep: "not_found", outsider: "not_found" },
  },
  approveLookupAction: {
    input: ({ lookupId }) => ({ lookupId }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "not_found" },
  },
  declineApprovalAction: {
    input: ({ lookupId }) => ({ lookupId, reason: "No" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "not_found" },
  },
  withdrawApprovalAction: {
    input: ({ lookupId }) => ({ lookupId }),
    refused: { anonymous: "unauthenticated", rep: "not_found", reviewer: "forbidden", outsider: "not_found" },
  },
  markReviewedAction: {
    input: ({ lookupId }) => ({ lookupId, isReviewed: true }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", outsider: "not_found" },
  },
  commentLookupAction: {
    input: ({ lookupId }) => ({ lookupId, body: "Looks right" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", outsider: "not_found" },
  },
  // Everybody's own: a comment of somebody else is not found.
  removeCommentAction: {
    input: () => ({ id: "cmt_of_somebody_else" }),
    refused: {
      ...{ anonymous: "unauthenticated", rep: "forbidden", reviewer: "not_found", admin: "not_found" },
      outsider: "not_found",
    },
  },
  touchPresenceAction: { input: () => ({}), refused: { anonymous: "unauthenticated" } },
  markSeenAction: { input: () => ({ until: "2026-01-01T00:00:00.000Z" }), refused: { anonymous: "unauthenticated" } },
  decideMatchAction: {
    input: ({ lookupId }) => ({ lookupId, decision: "rejected" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", rep: "not_found", outsider: "not_found" },
  },
  revealPhoneAction: {
    input: ({ phoneId }) => ({ phoneId, reason: "consent" }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", outsider: "not_found" },
  },
  undoLookupAction: {
    input: ({ lookupId }) => ({ lookupIds: [lookupId], isUndone: true }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", rep: "not_found", outsider: "not_found" },
  },
  takeLookupFieldAction: {
    input: ({ lookupId }) => ({ lookupId, key: "title", isTaken: false }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden", rep: "not_found", outsider: "not_found" },
  },
  editFieldAction: onPerson(({ personId }) => ({ personId, field: "title", value: "Mallory" })),
  releaseFieldAction: onPerson(({ personId }) => ({ personId, field: "title" })),
  saveEmailAction: onPerson(({ personId }) => ({ personId, address: "m@evil.example", kind: "work", label: "" })),
  savePhoneAction: onPerson(({ personId }) => ({ personId, number: "+12025550100", type: "mobile", label: "" })),
  markContactAction: onPerson(({ phoneId }) => ({ id: phoneId, mark: "wrong" })),
  removeContactAction: onPerson(({ phoneId }) => ({ id: phoneId })),
  mergePeopleAction: onPerson(({ personId }) => ({ survivorId: personId, absorbedId: "per_nobody", picks: {} })),
  undoMergeAction: onPerson(() => ({ mergeId: "mrg_nothing" })),
  sayDistinctAction: onPerson(({ personId }) => ({ personId, otherId: "per_nobody" })),
  setPolicyAction: {
    input: () => ({ field: "title", policy: "protect" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  ...NOTE_ACTIONS,
  addApiKeyAction: {
    input: () => ({ name: "Mine", key: "made-up-key-of-the-test" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  dismissFirstRunAction: {
    input: () => ({}),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  testApiKeyAction: onKey,
  rotateApiKeyAction: { ...onKey, input: ({ keyId }) => ({ id: keyId, key: "made-up-key-of-the-test" }) },
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
  splitBudgetAction: {
    input: () => ({ creditLimit: "5", memberIds: ["usr_somebody"] }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "conflict" },
  },
  undoSplitAction: {
    input: () => ({ share: "5", limits: [{ scope: "usr_somebody", creditLimit: "9" }] }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  setSpendingRulesAction: {
    input: () => ({ freshDays: 1, waterfallEmail: 1, waterfallPhone: 1, approvalAbove: null, alertPercent: 1 }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  inviteMemberAction: {
    input: () => ({ name: "Mallory", email: "", role: "admin", isForPracticeToo: true }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  renewInvitationAction: onInvitation,
  withdrawInvitationAction: onInvitation,
  changeRoleAction: { ...onMember, input: ({ memberId }) => ({ userId: memberId, role: "admin" }) },
  disableMemberAction: onMember,
  enableMemberAction: onMember,
  removeMemberAction: onMember,
  signOutMemberAction: onMember,
  offerPasswordResetAction: onMember,
  acceptInvitationAction: {
    input: () => ({ token: "made-up", name: "Mallory", email: "m@evil.example", password: "brass kettle northern x" }),
    isForm: true,
    refused: byMadeUpLink,
  },
  acceptWithAccountAction: {
    input: () => ({ token: "made-up", email: "m@evil.example", password: "brass kettle northern x" }),
    isForm: true,
    refused: byMadeUpLink,
  },
  joinWorkspaceAction: {
    input: () => ({ token: "made-up" }),
    refused: { ...byMadeUpLink, anonymous: "unauthenticated", outsider: "not_found" },
  },
  resetPasswordAction: {
    input: () => ({ token: "made-up", password: "brass kettle northern x" }),
    isForm: true,
    refused: byMadeUpLink,
  },
  renameAccountAction: { input: () => ({ name: "Mallory" }), refused: ownAccount },
  changePasswordAction: {
    input: () => ({ currentPassword: "made up", password: "brass kettle northern x" }),
    refused: ownAccount,
  },
  endSessionAction: {
    input: () => ({ id: "ses_of_somebody_else" }),
    refused: { anonymous: "unauthenticated", rep: "not_found", reviewer: "not_found", admin: "not_found" },
  },
  signOutEverywhereAction: { input: () => ({}), refused: ownAccount },
  submitSuppressionsAction: {
    input: () => ({ kind: "email", text: "somebody@acme.example", reason: "objected", until: null }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  checkSuppressionAction: {
    input: () => ({ text: "somebody@acme.example" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  suppressPeopleAction: {
    input: ({ personId }) => ({ selection: { ids: [personId] }, reason: "objected" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  undoSuppressionAction: {
    input: () => ({ changeId: "blk_made_up" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "not_found" },
  },
  removeSuppressionAction: {
    input: ({ suppressionId }) => ({ id: suppressionId }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "not_found" },
  },
  saveViewAction: {
    input: () => ({ screen: "people", name: "Mine", query: "", isShared: false }),
    refused: { anonymous: "unauthenticated", reviewer: "forbidden" },
  },
  changeViewAction: onView,
  moveViewAction: { ...onView, input: ({ viewId }) => ({ id: viewId, to: "left" }) },
  deleteViewAction: onView,
  restoreViewAction: { ...onView, refused: { ...onView.refused, rep: "not_found" } },
  findHeldAction: {
    input: ({ personId }) => ({ personId }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden" },
  },
  requestErasureAction: {
    input: ({ personId }) => ({ personIds: [personId], confirmation: "ERASE" }),
    refused: { anonymous: "unauthenticated", rep: "forbidden", reviewer: "forbidden", outsider: "not_found" },
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
    // Another one each time: an account that nobody has may be guessed at no more often than any other.
    input: () => ({ email: `nobody.${newId("failure")}@perihelion.example`, password: "made up" }),
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
