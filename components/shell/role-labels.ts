import type { Role } from "@/lib/auth/viewer";

export const ROLE_LABELS = { admin: "Admin", rep: "Rep", reviewer: "Reviewer" } as const satisfies Record<Role, string>;
