"use server";

import { action } from "@/lib/action/action";
import { publicAction } from "@/lib/action/public-action";
import {
  AcceptInvitationInput,
  AcceptWithAccountInput,
  ChangePasswordInput,
  ChangeRoleInput,
  InvitationRef,
  InviteMemberInput,
  JoinWorkspaceInput,
  MemberRef,
  NoInput,
  RenameAccountInput,
  ResetPasswordInput,
  SessionRef,
} from "@/lib/members/schema";
import { acceptInvitationHere } from "@/lib/members/server/accept-invitation";
import { asActor } from "@/lib/members/server/actor";
import { renewInvitation, withdrawInvitation } from "@/lib/members/server/change-invitation";
import { changePasswordHere } from "@/lib/members/server/change-password";
import { changeRole } from "@/lib/members/server/change-role";
import { disableMember, enableMember } from "@/lib/members/server/disable-member";
import { endOwnSession, signOutEverywhereHere } from "@/lib/members/server/end-sessions";
import { inviteMember } from "@/lib/members/server/invite-member";
import { joinBySignInHere, joinWorkspace } from "@/lib/members/server/join-workspace";
import { offerPasswordReset } from "@/lib/members/server/offer-password-reset";
import { removeMember } from "@/lib/members/server/remove-member";
import { renameAccount } from "@/lib/members/server/rename-account";
import { resetPasswordHere } from "@/lib/members/server/reset-password";
import { signOutMember } from "@/lib/members/server/sign-out-member";

export const inviteMemberAction = action({
  name: "members.invite",
  input: InviteMemberInput,
  run: async ({ viewer, input }) => inviteMember(await asActor(viewer), input),
});

export const renewInvitationAction = action({
  name: "members.renew-invitation",
  input: InvitationRef,
  run: async ({ viewer, input }) => renewInvitation(await asActor(viewer), input.id),
});

export const withdrawInvitationAction = action({
  name: "members.withdraw-invitation",
  input: InvitationRef,
  run: async ({ viewer, input }) => withdrawInvitation(await asActor(viewer), input.id),
});

export const changeRoleAction = action({
  name: "members.change-role",
  input: ChangeRoleInput,
  run: async ({ viewer, input }) => changeRole(await asActor(viewer), input),
});

export const disableMemberAction = action({
  name: "members.disable",
  input: MemberRef,
  run: async ({ viewer, input }) => disableMember(await asActor(viewer), input.userId),
});

export const enableMemberAction = action({
  name: "members.enable",
  input: MemberRef,
  run: async ({ viewer, input }) => enableMember(await asActor(viewer), input.userId),
});

export const removeMemberAction = action({
  name: "members.remove",
  input: MemberRef,
  run: async ({ viewer, input }) => removeMember(await asActor(viewer), input.userId),
});

export const signOutMemberAction = action({
  name: "members.sign-out",
  input: MemberRef,
  run: async ({ viewer, input }) => signOutMember(await asActor(viewer), input.userId),
});

export const offerPasswordResetAction = action({
  name: "members.offer-password-reset",
  input: MemberRef,
  run: async ({ viewer, input }) => offerPasswordReset(await asActor(viewer), input.userId),
});

/** Whoever has the link, once. */
export const acceptInvitationAction = publicAction({
  name: "members.accept-invitation",
  input: AcceptInvitationInput,
  run: ({ input }) => acceptInvitationHere(input),
  next: () => "/lookup",
});

/** Whoever has the link and an account, once. */
export const acceptWithAccountAction = publicAction({
  name: "members.accept-with-account",
  input: AcceptWithAccountInput,
  run: ({ input }) => joinBySignInHere(input),
  next: () => "/lookup",
});

/** Anyone who is signed in and has the link, once. */
export const joinWorkspaceAction = action({
  name: "members.join",
  input: JoinWorkspaceInput,
  run: async ({ viewer, input }) => joinWorkspace(await asActor(viewer), input.token),
});

/** Whoever has the link, once. */
export const resetPasswordAction = publicAction({
  name: "members.reset-password",
  input: ResetPasswordInput,
  run: ({ input }) => resetPasswordHere(input),
  next: () => "/lookup",
});

export const renameAccountAction = action({
  name: "members.rename-account",
  input: RenameAccountInput,
  run: async ({ viewer, input }) => renameAccount(await asActor(viewer), input),
});

export const changePasswordAction = action({
  name: "members.change-password",
  input: ChangePasswordInput,
  run: ({ viewer, input }) => changePasswordHere(viewer, input),
});

export const endSessionAction = action({
  name: "members.end-session",
  input: SessionRef,
  run: async ({ viewer, input }) => endOwnSession(await asActor(viewer), input.id),
});

export const signOutEverywhereAction = action({
  name: "members.sign-out-everywhere",
  input: NoInput,
  run: ({ viewer }) => signOutEverywhereHere(viewer),
});
