import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

export const creditKeys = {
  all: ["credits"] as const,
  usage: () => [...creditKeys.all, "usage"] as const,
  budgets: () => [...creditKeys.all, "budgets"] as const,
};

export const creditQueries = {
  usage: () =>
    queryOptions({
      queryKey: creditKeys.usage(),
      queryFn: ({ signal }) =>
        fetchJson("/api/credits", async () => (await import("@/lib/credits/usage")).CreditUsage, { signal }),
    }),
  budgets: () =>
    queryOptions({
      queryKey: creditKeys.budgets(),
      queryFn: ({ signal }) =>
        fetchJson("/api/credits/budgets", async () => (await import("@/lib/credits/budget-overview")).BudgetOverview, {
          signal,
        }),
    }),
};
