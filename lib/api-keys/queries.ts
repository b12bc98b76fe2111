import { queryOptions } from "@tanstack/react-query";
import type { ApiKeyDto } from "@/lib/api-keys/schema";
import { fetchJson } from "@/lib/http/fetch-json";

const OPEN_WINDOW_MS = 15_000;
const hasOpenWindow = ({ meters }: ApiKeyDto) => meters.some(({ resetsBy }) => resetsBy !== null);

const shapes = () => import("@/lib/api-keys/schema");

export const apiKeyKeys = {
  all: ["apiKeys"] as const,
  list: () => [...apiKeyKeys.all, "list"] as const,
};

export const apiKeyQueries = {
  list: () =>
    queryOptions({
      queryKey: apiKeyKeys.list(),
      queryFn: ({ signal }) => fetchJson("/api/api-keys", async () => (await shapes()).ApiKeyList, { signal }),
      // A window that is over says nothing: nobody calls to tell.
      refetchInterval: ({ state }) => (state.data?.keys.some(hasOpenWindow) ? OPEN_WINDOW_MS : false),
    }),
};
