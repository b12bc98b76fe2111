import { newId } from "@/lib/ids/ids";
import type { Canary } from "./canary";
import type { Caller } from "./entries";
import { MARK_ACTIONS } from "./mark-actions";
import { NOTE_ACTIONS } from "./note-entries";
import { RUN_ACTIONS } from "./run-entries";

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
  ...RUN_ACTIONS,
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
