import { QueryClient } from "@tanstack/react-query";

const STALE_AFTER_MS = 30_000;
const TRIES_MAX = 2;

/** The same defaults for a page that prefetches and for the browser that takes over. Live events do the refreshing. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < TRIES_MAX && isWorthRetrying(error),
      },
      mutations: { retry: false },
    },
  });
}

/** `RequestFailed` carries the code, named here by its shape only: its module brings the schemas along. A refusal stays a refusal; only a server that did not answer is asked again. */
function isWorthRetrying({ error }: Error & { error?: { code: string } }): boolean {
  return error?.code === "unavailable";
}
