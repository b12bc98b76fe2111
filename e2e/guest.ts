import { newId } from "@/lib/ids/ids";
import { ACCOUNTS } from "./accounts";
import { callAction, findBuiltAction } from "./call-action";
import { queryDatabase } from "./database";
import { cookieHeader, signInByCall } from "./session";
import { PASSWORD, type App } from "./team";

/** An admin of the workspace for one test, signed in; nobody else is who they are. */
export type Guest = App & { userId: string; email: string; cookie: string };

export async function aGuest(app: App, workspaceId: string): Promise<Guest> {
  const userId = newId("user");
  const email = `${userId}@perihelion.example`;
  await queryDatabase(
    app.dataDir,
    `with member as (insert into "user" (id, email, name, password_hash)
                     select $1, $2, 'Gita Guest', password_hash from "user" where email = $3 returning id)
     insert into membership (workspace_id, user_id, role) select $4, id, 'admin' from member`,
    [userId, email, ACCOUNTS.rep.email, workspaceId],
  );
  return { ...app, userId, email, cookie: cookieHeader(await signInByCall(app.url, { email, password: PASSWORD })) };
}

const call = ({ url }: App, name: string, { input, cookie }: { input: object; cookie: string }) =>
  callAction({ url, action: findBuiltAction(name), input, cookie });

async function must(said: Promise<string>): Promise<void> {
  if ((await said) !== "ok") throw new Error(`not done: ${await said}`);
}

const age = (guest: Guest, column: "created_at" | "last_seen_at", days: number) =>
  queryDatabase(
    guest.dataDir,
    `update auth_session set ${column} = now() - make_interval(days => $2) where user_id = $1`,
    [guest.userId, days],
  );

/** Everything that ends a session, done as it is done: by the guest, or by an admin with this cookie. */
export const ENDS: Record<string, (guest: Guest, admin: string) => Promise<unknown>> = {
  "a session that was signed out": (guest) => must(call(guest, "signOutAction", { input: {}, cookie: guest.cookie })),
  "a session that was ended by signing out everywhere": (guest) =>
    must(call(guest, "signOutEverywhereAction", { input: {}, cookie: guest.cookie })),
  "a member whose password was changed": (guest) => {
    const input = { currentPassword: PASSWORD, password: "copper lantern western tide" };
    return must(call(guest, "changePasswordAction", { input, cookie: guest.cookie }));
  },
  "a member who was disabled": (guest, admin) =>
    must(call(guest, "disableMemberAction", { input: { userId: guest.userId }, cookie: admin })),
  "a member who was removed": (guest, admin) =>
    must(call(guest, "removeMemberAction", { input: { userId: guest.userId }, cookie: admin })),
  "a session of 31 days": (guest) => age(guest, "created_at", 31),
  "a session that was not used for 15 days": (guest) => age(guest, "last_seen_at", 15),
};
