"use server";

import { ApiKeyRef } from "@/lib/api-keys/schema";
import { action } from "@/lib/action/action";
import { ApprovalRef, DeclineApprovalInput } from "@/lib/lookups/approval-queue";
import { MarkSeenInput, TouchPresenceInput } from "@/lib/lookups/arrivals";
import { CommentLookupInput, LookupCommentRef, MarkReviewedInput } from "@/lib/lookups/review";
import { approveLookup } from "@/lib/lookups/server/approve-lookup";
import { commentLookup } from "@/lib/lookups/server/comment-lookup";
import { decideUnknown } from "@/lib/lookups/server/decide-unknown";
import { declineApproval } from "@/lib/lookups/server/decline-approval";
import { RefreshPeopleInput } from "@/lib/lookups/refresh";
import { DecideUnknownInput, DismissFirstRunInput, RequestLookupInput } from "@/lib/lookups/schema";
import { dismissFirstRun } from "@/lib/lookups/server/dismiss-first-run";
import { markReviewed } from "@/lib/lookups/server/mark-reviewed";
import { markSeen } from "@/lib/lookups/server/mark-seen";
import { compareWithProvider } from "@/lib/lookups/server/reconcile-keys";
import { refreshPeople } from "@/lib/lookups/server/refresh-people";
import { removeComment } from "@/lib/lookups/server/remove-comment";
import { TakeFieldInput, UndoLookupInput } from "@/lib/lookups/changes";
import { requestLookup } from "@/lib/lookups/server/request-lookup";
import { touchPresence } from "@/lib/lookups/server/touch-presence";
import { takeLookupField } from "@/lib/lookups/server/take-lookup-field";
import { undoLookups } from "@/lib/lookups/server/undo-lookups";
import { withdrawApproval } from "@/lib/lookups/server/withdraw-approval";

export const requestLookupAction = action({
  name: "lookups.request",
  input: RequestLookupInput,
  run: ({ viewer, input }) => requestLookup(viewer, input),
});

export const refreshPeopleAction = action({
  name: "lookups.refresh_people",
  input: RefreshPeopleInput,
  run: ({ viewer, input }) => refreshPeople(viewer, input),
});

export const decideUnknownAction = action({
  name: "lookups.decide_unknown",
  input: DecideUnknownInput,
  run: ({ viewer, input }) => decideUnknown(viewer, input),
});

export const dismissFirstRunAction = action({
  name: "lookups.dismiss_first_run",
  input: DismissFirstRunInput,
  run: ({ viewer }) => dismissFirstRun(viewer),
});

export const compareUsageAction = action({
  name: "lookups.compare_usage",
  input: ApiKeyRef,
  run: ({ viewer, input }) => compareWithProvider(viewer, input.id),
});

export const approveLookupAction = action({
  name: "lookups.approve",
  input: ApprovalRef,
  run: ({ viewer, input }) => approveLookup(viewer, input),
});

export const declineApprovalAction = action({
  name: "lookups.decline_approval",
  input: DeclineApprovalInput,
  run: ({ viewer, input }) => declineApproval(viewer, input),
});

export const withdrawApprovalAction = action({
  name: "lookups.withdraw_approval",
  input: ApprovalRef,
  run: ({ viewer, input }) => withdrawApproval(viewer, input),
});

export const markReviewedAction = action({
  name: "lookups.mark_reviewed",
  input: MarkReviewedInput,
  run: ({ viewer, input }) => markReviewed(viewer, input),
});

export const commentLookupAction = action({
  name: "lookups.comment",
  input: CommentLookupInput,
  run: ({ viewer, input }) => commentLookup(viewer, input),
});

export const removeCommentAction = action({
  name: "lookups.remove_comment",
  input: LookupCommentRef,
  run: ({ viewer, input }) => removeComment(viewer, input.id),
});

export const touchPresenceAction = action({
  name: "lookups.touch_presence",
  input: TouchPresenceInput,
  run: ({ viewer }) => touchPresence(viewer),
});

export const markSeenAction = action({
  name: "lookups.mark_seen",
  input: MarkSeenInput,
  run: ({ viewer, input }) => markSeen(viewer, input),
});

export const undoLookupAction = action({
  name: "lookups.undo",
  input: UndoLookupInput,
  run: ({ viewer, input }) => undoLookups(viewer, input),
});

export const takeLookupFieldAction = action({
  name: "lookups.take_field",
  input: TakeFieldInput,
  run: ({ viewer, input }) => takeLookupField(viewer, input),
});
