import { z } from "zod";
import { judgePassword, PASSWORD_MAX, STRENGTH_WORDS } from "@/lib/workspaces/password-rules";

export const Email = z.string().trim().max(254, "This address is too long.").pipe(z.email("Enter an email address."));

/** The password is only bounded here: what a sign-in may not contain is for the check to find out. */
export const SignInInput = z.object({
  email: Email,
  password: z.string().min(1, "Enter your password.").max(1000, "This password is too long."),
  next: z.string().max(2000).optional(),
});
export type SignInInput = z.infer<typeof SignInInput>;

export const CompleteSetupInput = z
  .object({
    token: z.string().min(1).max(200),
    name: z.string().trim().min(1, "Enter your name.").max(100, "Use at most 100 characters."),
    email: Email,
    password: z.string().max(PASSWORD_MAX, `Use at most ${String(PASSWORD_MAX)} characters.`),
  })
  .superRefine(({ email, password }, ctx) => {
    const strength = judgePassword(password, email);
    if (strength === "fair" || strength === "strong") return;
    ctx.addIssue({ code: "custom", path: ["password"], message: STRENGTH_WORDS[strength] });
  });
export type CompleteSetupInput = z.infer<typeof CompleteSetupInput>;

export const SwitchWorkspaceInput = z.object({ workspaceId: z.string().min(1).max(64) });
export type SwitchWorkspaceInput = z.infer<typeof SwitchWorkspaceInput>;

export const SignOutInput = z.object({});
