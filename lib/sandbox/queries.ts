import { queryOptions } from "@tanstack/react-query";
import { fetchJson } from "@/lib/http/fetch-json";

const shapes = () => import("@/lib/sandbox/schema");

export const sandboxKeys = {
  all: ["sandbox"] as const,
  samples: (page: number) => [...sandboxKeys.all, "samples", page] as const,
};

/** The practice world does not change, so neither do its samples. */
export const sandboxQueries = {
  samples: (page = 0) =>
    queryOptions({
      queryKey: sandboxKeys.samples(page),
      queryFn: ({ signal }) =>
        fetchJson(`/api/sandbox/apollo/_sandbox/samples?page=${page}`, async () => (await shapes()).SandboxSamples, {
          signal,
        }),
      staleTime: Infinity,
    }),
};
