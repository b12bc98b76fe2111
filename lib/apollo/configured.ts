import "server-only";
import { createApolloClient, type ApolloClient } from "@/lib/apollo/client";
import { env } from "@/lib/env/server";

/** The provider may take long to match; a public proxy in front of it cuts at 60 s. */
const TIMEOUT_MS = 60_000;

/**
 * The client of a workspace: practice workspaces talk to the built-in emulator on this machine, live ones to the
 * provider, over the same HTTP.
 */
export function apolloFor(workspaceKind: "practice" | "live", apiKey: string, timeoutMs = TIMEOUT_MS): ApolloClient {
  const emulator = `http://127.0.0.1:${String(env.PORT)}/api/sandbox/apollo`;
  return createApolloClient({
    baseUrl: workspaceKind === "practice" ? emulator : env.APOLLO_BASE_URL,
    apiKey,
    timeoutMs,
  });
}
