import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hash } from "@node-rs/argon2";
import { newId } from "@/lib/ids/ids";
import { ADMIN } from "@/lib/testing/app-server";
import { queryDatabase } from "./database";
import { cookieHeader, type StorageState } from "./session";
import { PASSWORD } from "./team";

/** Whose access is tried. All are of the first practice workspace but the outsider, who is the admin of another one. */
export const ACCOUNTS = {
  admin: ADMIN,
  rep: { email: "rita@perihelion.example", password: PASSWORD },
  colleague: { email: "cora@perihelion.example", password: PASSWORD },
  reviewer: { email: "vera@perihelion.example", password: PASSWORD },
  outsider: { email: "olaf@elsewhere.example", password: PASSWORD },
} as const;
export type Account = keyof typeof ACCOUNTS;

/** Where the suite keeps the signed-in browser of each account. */
export function sessionFile(account: Account): string {
  return join(suite().dataDir, "sessions", `${account}.json`);
}

/** The `Cookie` header of an account; nothing for anybody who is not signed in. */
export function cookieOf(caller: Account | "anonymous"): string {
  if (caller === "anonymous") return "";
  return cookieHeader(JSON.parse(readFileSync(sessionFile(caller), "utf8")) as StorageState);
}

/** What the suite's set-up left for its tests. */
export function suite(): { url: string; dataDir: string } {
  const { PERIHELION_URL: url, PERIHELION_DATA_DIR: dataDir } = process.env;
  if (!url || !dataDir) throw new Error("the suite's server is not up");
  return { url, dataDir };
}

/** Makes the accounts as invitations would, in a moment. The admin is there already. */
export async function createAccounts(dataDir: string): Promise<void> {
  const passwordHash = await hash(PASSWORD, { memoryCost: 65_536, timeCost: 3, parallelism: 1 });
  const [practice] = await queryDatabase<{ id: string }>(dataDir, "select id from workspace where kind = 'practice'");
  if (!practice) throw new Error("no practice workspace");
  const elsewhere = newId("workspace");
  await queryDatabase(dataDir, "insert into workspace (id, kind, name) values ($1, 'practice', 'Elsewhere')", [
    elsewhere,
  ]);
  const members = [
    ["rep", "Rita Rep", practice.id, "rep"],
    ["colleague", "Cora Colleague", practice.id, "rep"],
    ["reviewer", "Vera Reviewer", practice.id, "reviewer"],
    ["outsider", "Olaf Outsider", elsewhere, "admin"],
  ] as const;
  for (const [account, name, workspaceId, role] of members) {
    await queryDatabase(
      dataDir,
      `with member as (insert into "user" (id, email, name, password_hash) values ($1, $2, $3, $4) returning id)
       insert into membership (workspace_id, user_id, role) select $5, id, $6 from member`,
      [newId("user"), ACCOUNTS[account].email, name, passwordHash, workspaceId, role],
    );
  }
}
