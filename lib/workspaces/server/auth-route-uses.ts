import "server-only";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { AuthRouteUses } from "@/lib/auth/auth-route";
import { db } from "@/lib/db/client";
import { SignInInput } from "@/lib/workspaces/schema";
import { refuseIdentityAnswer } from "@/lib/workspaces/server/refuse-identity-answer";
import { signIn } from "@/lib/workspaces/server/sign-in";
import { signInByIdentity } from "@/lib/workspaces/server/sign-in-by-identity";
import { signOut } from "@/lib/workspaces/server/sign-out";

/** What next-auth's routes do here. Fields of the form other than email and password are dropped. */
export const authRouteUses: AuthRouteUses = {
  signIn: (form, address) => {
    const { email, password } = SignInInput.pick({ email: true, password: true }).parse(form);
    return signIn({ email, password, address });
  },
  enter: signInByIdentity,
  refuseAnswer: refuseIdentityAnswer,
  signOut,
  refuseUpdate: ({ userId, sessionId }, address) =>
    recordAudit(db, { actorId: userId, action: "session.update_refused", subject: sessionId, address }),
};
