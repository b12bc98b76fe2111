import { queryOptions } from "@tanstack/react-query";
import { ApiKeyList } from "@/lib/api-keys/schema";
import { fetchJson } from "@/lib/http/fetch-json";

export const apiKeyKeys = {
  all: ["apiKeys"] as const,
  list: () => [...apiKeyKeys.all, "list"] as const,
};

export const apiKeyQueries = {
  list: () =>
    queryOptions({
      queryKey: apiKeyKeys.list(),
      queryFn: ({ signal }) => fetchJson("/api/api-keys", ApiKeyList, { signal }),
    }),
};
