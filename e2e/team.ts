import { createHash, randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { newId } from "@/lib/ids/ids";
import { callAction, findBuiltAction } from "./call-action";
import { queryDatabase } from "./database";
import { cookieHeader, signInByCall, type StorageState } from "./session";

export type App = { url: string; dataDir: string };
export type Member = "admin" | "rep" | "reviewer";

/** A practice workspace of one test, with its own members and its own account at the emulator. */
export type Team = App & {
  workspaceId: string;
  /** The account's id at the emulator, and its key, which is stored and the default. */
  account: { id: string; key: string };
  emailOf: (member: Member) => string;
  nameOf: (member: Member) => string;
  signIn: (member: Member) => Promise<StorageState>;
};

export const PASSWORD = "brass kettle northern light";
const NAMES: Record<Member, string> = { admin: "Ada Admin", rep: "Rita Rep", reviewer: "Vera Reviewer" };

/** Cheap to check, and checked as any other: a hash says by itself how it was made. */
const passwordHash = hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });

/** Tests run side by side and may not see each other: what one bought would be "already ours" to the next. */
export async function foundTeam(app: App, { hasKey = true } = {}): Promise<Team> {
  const workspaceId = newId("workspace");
  const account = makeAccount();
  const word = workspaceId.slice(-8);
  const emailOf = (member: Member) => `${member}.${word}@perihelion.example`;
  await writeTeam(app.dataDir, { workspaceId, account, emailOf });
  const sessions = new Map<Member, Promise<StorageState>>();
  const signIn = (member: Member) => {
    const known = sessions.get(member) ?? signInByCall(app.url, { email: emailOf(member), password: PASSWORD });
    sessions.set(member, known);
    return known;
  };
  if (hasKey) await storeKey(app.url, cookieHeader(await signIn("admin")), account.key);
  return { ...app, workspaceId, account, emailOf, nameOf: (member) => NAMES[member], signIn };
}

/** Another account at the emulator, of a team of its own: its key. */
export async function openAccount({ dataDir, workspaceId }: Team): Promise<string> {
  const { id, key, digest } = makeAccount();
  await queryDatabase(
    dataDir,
    `insert into sandbox_team (id, key_digest, name, workspace_id, scopes, credit_limit)
     values ($1, $2, 'Other team', $3, '{}', 500)`,
    [id, digest, workspaceId],
  );
  return key;
}

function makeAccount(): Team["account"] & { digest: Buffer } {
  const key = randomBytes(16).toString("base64url");
  // As the emulator keeps a key: 128 random bits need no slow hash.
  const digest = createHash("sha256").update(`sandbox\0${key}`).digest();
  return { id: digest.toString("hex").slice(0, 24), key, digest };
}

type NewTeam = Pick<Team, "workspaceId" | "emailOf"> & { account: ReturnType<typeof makeAccount> };

async function writeTeam(dataDir: string, { workspaceId, account, emailOf }: NewTeam): Promise<void> {
  await queryDatabase(
    dataDir,
    `with team as (insert into workspace (id, kind, name) values ($1, 'practice', 'Practice') returning id),
          account as (insert into sandbox_team (id, key_digest, name, workspace_id, scopes, credit_limit)
                      values ($2, $3, 'Practice team', $1, '{}', 10000))
     select id from team`,
    [workspaceId, account.id, account.digest],
  );
  for (const member of Object.keys(NAMES) as Member[])
    await queryDatabase(
      dataDir,
      `with member as (insert into "user" (id, email, name, password_hash) values ($1, $2, $3, $4) returning id)
       insert into membership (workspace_id, user_id, role) select $5, id, $6 from member`,
      [newId("user"), emailOf(member), NAMES[member], await passwordHash, workspaceId, member],
    );
}

async function storeKey(url: string, cookie: string, key: string): Promise<void> {
  const input = { name: "Practice key", key };
  const said = await callAction({ url, action: findBuiltAction("addApiKeyAction"), input, cookie });
  if (said !== "ok") throw new Error(`the team's key was not stored: ${said}`);
}

const OPTIONS = {
  ...{ revealPersonalEmails: false, revealPhoneNumber: false, waterfallEmail: false, waterfallPhone: false },
  isRefresh: false,
};

/** Looks magic people up without a browser, one after the other: what a page then has to show. */
export async function lookUpByCall(team: Team, keys: readonly string[], options: Partial<typeof OPTIONS> = {}) {
  const cookie = cookieHeader(await team.signIn("admin"));
  for (const key of keys) {
    const input = { email: `${key}@magic.example`, ...OPTIONS, ...options };
    const said = await callAction({ url: team.url, action: findBuiltAction("requestLookupAction"), input, cookie });
    if (said !== "ok") throw new Error(`${key} was not looked up: ${said}`);
  }
}

/** The id of what the workspace got last. */
export async function newest({ dataDir, workspaceId }: Team, table: "person" | "lookup"): Promise<string> {
  const [row] = await queryDatabase<{ id: string }>(
    dataDir,
    `select id from ${table} where workspace_id = $1 order by created_at desc limit 1`,
    [workspaceId],
  );
  if (!row) throw new Error(`no ${table} yet`);
  return row.id;
}
