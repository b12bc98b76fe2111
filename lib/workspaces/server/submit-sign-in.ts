import "server-only";
import { readClientAddress, writeSessionCookie } from "@/lib/auth/current-session";
import { toSameOriginPath } from "@/lib/auth/same-origin-path";
import { env } from "@/lib/env/server";
import type { SignInInput } from "@/lib/workspaces/schema";
import { enterWorkspace } from "@/lib/workspaces/server/enter-workspace";

/** Signs this browser in and resolves to the path it goes on to. Anyone may call it. */
export async function submitSignIn({ email, password, next }: SignInInput): Promise<string> {
  const session = await enterWorkspace({ email, password, address: await readClientAddress() });
  await writeSessionCookie(session);
  return toSameOriginPath(next, env.APP_URL);
}
