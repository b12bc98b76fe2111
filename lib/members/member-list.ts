import * as z from "zod/mini";
import { ROLES } from "@/lib/members/member";

export const MemberDto = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  isDisabled: z.boolean(),
  isYou: z.boolean(),
  /** Whether the reader is an admin wherever this member belongs, and may disable, sign out or reset the account. */
  isAccountYours: z.boolean(),
  lastSeenAt: z.nullable(z.iso.datetime()),
  /** Browsers that are signed in. */
  sessions: z.number(),
});
export type MemberDto = z.infer<typeof MemberDto>;

export const InvitationDto = z.object({
  id: z.string(),
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  role: z.enum(ROLES),
  invitedBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** `orphaned`: whoever made it is an admin here no more, so that it lets nobody in. */
  state: z.enum(["open", "expired", "orphaned"]),
});
export type InvitationDto = z.infer<typeof InvitationDto>;

export const MemberList = z.object({
  members: z.array(MemberDto),
  invitations: z.array(InvitationDto),
  /** The practice workspace that an invitation may open too; null where there is none, and in itself. */
  practiceName: z.nullable(z.string()),
});
export type MemberList = z.infer<typeof MemberList>;
