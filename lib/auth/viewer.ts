export type Role = "admin" | "rep" | "reviewer";
export type WorkspaceKind = "practice" | "live";

/** Who asks, and in which workspace. Read from the database for each request, never from the cookie. */
export type Viewer = { userId: string; workspaceId: string; workspaceKind: WorkspaceKind; role: Role };
