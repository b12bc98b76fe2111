"use server";

import { action } from "@/lib/action/action";
import { publicAction } from "@/lib/action/public-action";
import { CompleteSetupInput, SignInInput, SignOutInput, SwitchWorkspaceInput } from "@/lib/workspaces/schema";
import { submitSetup } from "@/lib/workspaces/server/complete-setup";
import { signOutHere } from "@/lib/workspaces/server/sign-out";
import { submitSignIn } from "@/lib/workspaces/server/submit-sign-in";
import { switchWorkspaceHere } from "@/lib/workspaces/server/switch-workspace";

/** Anyone. */
export const signInAction = publicAction({
  name: "workspaces.sign_in",
  input: SignInInput,
  run: ({ input }) => submitSignIn(input),
  next: (path) => path,
});

/** Whoever has the one-time link, once. */
export const completeSetupAction = publicAction({
  name: "workspaces.complete_setup",
  input: CompleteSetupInput,
  run: ({ input }) => submitSetup(input),
  next: () => "/lookup",
});

/** Anyone who is signed in, for their own session. */
export const signOutAction = action({
  name: "workspaces.sign_out",
  input: SignOutInput,
  run: () => signOutHere(),
});

/** Any member of the workspace asked for. */
export const switchWorkspaceAction = action({
  name: "workspaces.switch",
  input: SwitchWorkspaceInput,
  run: ({ viewer, input }) => switchWorkspaceHere(viewer, input),
});
