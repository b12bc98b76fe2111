import "server-only";
import { requireRole } from "@/lib/auth/require-role";
import { STILL_OPEN } from "@/lib/auth/session-store";
import type { Role, Viewer } from "@/lib/auth/viewer";
import { db } from "@/lib/db/client";
import type { InvitationDto, MemberDto, MemberList } from "@/lib/members/member-list";
import { findPracticeOf } from "@/lib/members/server/find-practice-of";
import { MAKER_IS_ADMIN } from "@/lib/members/server/invitation-store";

/** Admin: who belongs to the workspace, disabled ones last, and which invitations are out. */
export async function listMembers(viewer: Viewer): Promise<MemberList> {
  requireRole(viewer, "admin");
  const [members, invitations, practice] = await Promise.all([
    readMembers(viewer),
    readInvitations(viewer.workspaceId),
    findPracticeOf(db, viewer),
  ]);
  return { members, invitations, practiceName: practice?.name ?? null };
}

type MemberRow = Omit<MemberDto, "lastSeenAt" | "isYou"> & { lastSeenAt: Date | null };

async function readMembers({ workspaceId, userId }: Viewer): Promise<MemberDto[]> {
  const rows = await db.$queryRaw<MemberRow[]>`
    SELECT u.id, u.name, u.email, m.role, u.disabled_at IS NOT NULL AS "isDisabled",
           (SELECT max(s.last_seen_at) FROM auth_session s WHERE s.user_id = u.id) AS "lastSeenAt",
           (SELECT count(*)::int FROM auth_session s WHERE s.user_id = u.id AND ${STILL_OPEN}) AS sessions,
           NOT EXISTS (SELECT FROM membership theirs WHERE theirs.user_id = u.id AND NOT EXISTS (
             SELECT FROM membership own WHERE own.workspace_id = theirs.workspace_id
                AND own.user_id = ${userId} AND own.role = 'admin')) AS "isAccountYours"
      FROM membership m JOIN "user" u ON u.id = m.user_id
     WHERE m.workspace_id = ${workspaceId}
     ORDER BY u.disabled_at IS NOT NULL, lower(u.name), u.id`;
  return rows.map((row) => ({
    ...row,
    isYou: row.id === userId,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }));
}

type InvitationRow = {
  id: string;
  name: string | null;
  email: string | null;
  role: Role;
  invitedBy: string;
  createdAt: Date;
  expiresAt: Date;
  isExpired: boolean;
  isMakerAdmin: boolean;
};

async function readInvitations(workspaceId: string): Promise<InvitationDto[]> {
  const rows = await db.$queryRaw<InvitationRow[]>`
    SELECT i.id, i.name, i.email, i.role, u.name AS "invitedBy", i.created_at AS "createdAt",
           i.expires_at AS "expiresAt", i.expires_at <= now() AS "isExpired", ${MAKER_IS_ADMIN} AS "isMakerAdmin"
      FROM invitation i JOIN "user" u ON u.id = i.created_by_id
     WHERE i.workspace_id = ${workspaceId} AND i.used_at IS NULL AND i.withdrawn_at IS NULL
     ORDER BY i.created_at DESC, i.id DESC`;
  return rows.map(({ createdAt, expiresAt, isExpired, isMakerAdmin, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: isExpired ? "expired" : isMakerAdmin ? "open" : "orphaned",
  }));
}
