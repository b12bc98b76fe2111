import { z } from "zod";
import { ROLES } from "@/lib/members/member";
import { judgePassword, PASSWORD_MAX, STRENGTH_WORDS } from "@/lib/workspaces/password-rules";
import { Email, SignInInput } from "@/lib/workspaces/schema";

const Id = z.string().min(1).max(64);
const Token = z.string().min(1).max(200);
const Name = z.string().trim().min(1, "Enter your name.").max(100, "Use at most 100 characters.");
const NewPassword = z.string().max(PASSWORD_MAX, `Use at most ${String(PASSWORD_MAX)} characters.`);
/** Left empty, it was not given. */
const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal("").transform(() => undefined), schema]);

/** The sentence for a new password that is refused; null for one that is good enough. */
export function refusePassword(password: string, email: string): string | null {
  const strength = judgePassword(password, email);
  return strength === "fair" || strength === "strong" ? null : STRENGTH_WORDS[strength];
}

export const InviteMemberInput = z.object({
  name: optional(z.string().trim().max(100, "Use at most 100 characters.")),
  email: optional(Email),
  role: z.enum(ROLES),
  isForPracticeToo: z.boolean(),
});
export type InviteMemberInput = z.infer<typeof InviteMemberInput>;

export const InvitationRef = z.object({ id: Id });
export const MemberRef = z.object({ userId: Id });

export const ChangeRoleInput = z.object({ userId: Id, role: z.enum(ROLES) });
export type ChangeRoleInput = z.infer<typeof ChangeRoleInput>;

/** The password is judged by the use case, which knows the address that the invitation names. */
export const AcceptInvitationInput = z.object({ token: Token, name: Name, email: Email, password: NewPassword });
export type AcceptInvitationInput = z.infer<typeof AcceptInvitationInput>;

export const AcceptWithAccountInput = SignInInput.omit({ next: true }).extend({ token: Token });
export type AcceptWithAccountInput = z.infer<typeof AcceptWithAccountInput>;

export const JoinWorkspaceInput = z.object({ token: Token });

export const ResetPasswordInput = z.object({ token: Token, password: NewPassword });
export type ResetPasswordInput = z.infer<typeof ResetPasswordInput>;

export const RenameAccountInput = z.object({ name: Name });
export type RenameAccountInput = z.infer<typeof RenameAccountInput>;

export const ChangePasswordInput = z.object({
  currentPassword: z.string().min(1, "Enter your present password.").max(1000, "This password is too long."),
  password: NewPassword,
});
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

export const SessionRef = z.object({ id: Id });
export const NoInput = z.object({});
