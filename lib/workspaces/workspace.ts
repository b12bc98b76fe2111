import type { Role, WorkspaceKind } from "@/lib/auth/viewer";

export type WorkspaceSummary = { id: string; name: string; kind: WorkspaceKind; role: Role };

/** What the frame around every page shows: who is signed in, and where they may go. */
export type Shell = {
  user: { id: string; name: string; email: string };
  workspaces: WorkspaceSummary[];
  active: WorkspaceSummary;
};
