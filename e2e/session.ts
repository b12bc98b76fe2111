import { request, type APIRequestContext } from "@playwright/test";

export type Credentials = { email: string; password: string };

/** What a signed-in browser keeps. */
export type StorageState = Awaited<ReturnType<APIRequestContext["storageState"]>>;

/** Signs in as the sign-in page's form would, without a browser. */
export async function signInByCall(url: string, { email, password }: Credentials): Promise<StorageState> {
  const context = await request.newContext({ baseURL: url });
  try {
    const { csrfToken } = (await (await context.get("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await context.post("/api/auth/callback/credentials", {
      form: { email, password, csrfToken, json: "true" },
      headers: { origin: url },
    });
    const { url: next } = (await answer.json()) as { url: string };
    if (!answer.ok() || next.includes("error")) throw new Error(`${email} was not signed in: ${next}`);
    return await context.storageState();
  } finally {
    await context.dispose();
  }
}

/** The `Cookie` header of a signed-in browser, for requests made outside of it. */
export function cookieHeader({ cookies }: Pick<StorageState, "cookies">): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
