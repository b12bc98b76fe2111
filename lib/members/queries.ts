import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

export const memberKeys = {
  all: ["members"] as const,
  list: () => [...memberKeys.all, "list"] as const,
};

export const accountKeys = { all: ["account"] as const };

export const memberQueries = {
  list: () =>
    queryOptions({
      queryKey: memberKeys.list(),
      queryFn: ({ signal }) =>
        fetchJson("/api/members", async () => (await import("@/lib/members/member-list")).MemberList, { signal }),
    }),
};

export const accountQueries = {
  own: () =>
    queryOptions({
      queryKey: accountKeys.all,
      queryFn: ({ signal }) =>
        fetchJson("/api/account", async () => (await import("@/lib/members/account")).Account, { signal }),
    }),
};
