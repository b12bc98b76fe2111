import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

export const creditKeys = {
  all: ["credits"] as const,
  usage: () => [...creditKeys.all, "usage"] as const,
};

export const creditQueries = {
  usage: () =>
    queryOptions({
      queryKey: creditKeys.usage(),
      queryFn: ({ signal }) =>
        fetchJson("/api/credits", async () => (await import("@/lib/credits/usage")).CreditUsage, { signal }),
    }),
};
