import type { Role } from "@/lib/auth/viewer";
import type { MemberDto } from "@/lib/members/member-list";

/** What an admin wants of a member and is asked about first. */
export type AskedOfMember = {
  member: MemberDto;
  what: { kind: "disable" | "remove" | "sign_out" | "reset_password" } | { kind: "own_role"; role: Role };
};
