import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ADMIN, freePort, makeDataDir, startApp } from "@/lib/testing/app-server";
import { startIdentityProvider } from "@/lib/testing/identity-provider";
import { ACCOUNTS, createAccounts, sessionFile, type Account } from "./accounts";
import { signInByCall } from "./session";

/** One production server for the whole suite, on a fresh data folder, with an identity provider and each account's browser. */
export default async function startSuite(): Promise<() => Promise<void>> {
  const dataDir = await makeDataDir();
  const port = await freePort();
  const redirectUri = `http://localhost:${String(port)}/api/auth/callback/oidc`;
  const acme = await startIdentityProvider({ redirectUri, isEmailInToken: true });
  const oidc = { OIDC_ISSUER: acme.issuer, OIDC_CLIENT_ID: acme.clientId, OIDC_CLIENT_SECRET: acme.clientSecret };
  const server = await startApp({
    dataDir,
    port,
    env: { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password, ...oidc, OIDC_NAME: "Acme" },
  });
  process.env["PERIHELION_URL"] = server.url;
  process.env["PERIHELION_DATA_DIR"] = dataDir;
  const stop = async () => {
    await server.stop();
    await acme.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await createAccounts(dataDir);
    for (const account of Object.keys(ACCOUNTS) as Account[]) await keepSession(server.url, account);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function keepSession(url: string, account: Account): Promise<void> {
  const file = sessionFile(account);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(await signInByCall(url, ACCOUNTS[account])));
}
