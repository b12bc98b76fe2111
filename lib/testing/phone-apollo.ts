import { afterAll, beforeAll, beforeEach } from "vitest";
import { type ApolloClient, createApolloClient } from "@/lib/apollo/client";
import { closeDirectPool } from "@/lib/db/direct-pool";
import { type PhoneProvider, startPhoneProvider } from "@/lib/testing/phone-provider";

let running: PhoneProvider | null = null;

/** The keys that were opened for a client in the test that runs, in order. */
export const keysUsed: string[] = [];

function provider(): PhoneProvider {
  if (!running) throw new Error("no provider is running: usePhoneProvider() is to be called first");
  return running;
}

/** A provider for all tests of a file, new for each of them. Goes with `vi.mock("@/lib/apollo/configured", () => import(…))` of this file. */
export function usePhoneProvider(): () => PhoneProvider {
  beforeAll(async () => {
    running = await startPhoneProvider();
  });
  beforeEach(() => {
    provider().reset();
    keysUsed.length = 0;
  });
  afterAll(async () => {
    await provider().close();
    await closeDirectPool();
  });
  return provider;
}

/** In place of the configured one. */
export function apolloFor(_kind: string, apiKey: string): ApolloClient {
  keysUsed.push(apiKey);
  return createApolloClient({ baseUrl: provider().url, apiKey, timeoutMs: 1500 });
}
