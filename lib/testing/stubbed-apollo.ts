import { afterAll, beforeAll } from "vitest";
import { type ApolloClient, createApolloClient } from "@/lib/apollo/client";
import { type ProviderStub, startProviderStub } from "@/lib/testing/provider-stub";

let running: ProviderStub | null = null;

function stub(): ProviderStub {
  if (!running) throw new Error("no provider is running: useProviderStub() is to be called first");
  return running;
}

/** One provider for all tests of a file. Goes with `vi.mock("@/lib/apollo/configured", () => import(…))` of this file. */
export function useProviderStub(): () => ProviderStub {
  beforeAll(async () => {
    running = await startProviderStub();
  });
  afterAll(() => stub().close());
  return stub;
}

/** In place of the configured one. */
export function apolloFor(_kind: string, apiKey: string): ApolloClient {
  return createApolloClient({ baseUrl: stub().url, apiKey, timeoutMs: 3000 });
}
