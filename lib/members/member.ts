import type { Role } from "@/lib/auth/viewer";

export const ROLES = ["admin", "rep", "reviewer"] as const satisfies readonly Role[];

export const INVITATION_LASTS_DAYS = 7;
export const RESET_LASTS_MINUTES = 60;

/** What each role may do, in a line for whoever gives it. */
export const ROLE_TASKS = {
  admin: "Keeps keys, members and budgets, and may do all that the others may.",
  rep: "Looks people up and sees their own history.",
  reviewer: "Reads everything of the workspace, spends nothing.",
} as const satisfies Record<Role, string>;
