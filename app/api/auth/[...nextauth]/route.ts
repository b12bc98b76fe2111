import { createAuthRoute } from "@/lib/auth/auth-route";
import { authRouteUses } from "@/lib/workspaces/server/auth-route-uses";

/** Anyone. */
const answer = createAuthRoute(authRouteUses);

export { answer as GET, answer as POST };
