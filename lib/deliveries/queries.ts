import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { DeliveryView } from "@/lib/deliveries/schema";
import { fetchJson } from "@/lib/http/fetch-json";

const shapes = () => import("@/lib/deliveries/schema");

/** A repeated body changes its row, and a refused call its count, without an event. */
const ASK_AGAIN_MS = 15_000;

export const deliveryKeys = {
  all: ["deliveries"] as const,
  lists: () => [...deliveryKeys.all, "list"] as const,
  list: (view: DeliveryView) => [...deliveryKeys.lists(), view] as const,
  details: () => [...deliveryKeys.all, "detail"] as const,
  detail: (id: string) => [...deliveryKeys.details(), id] as const,
  figures: () => [...deliveryKeys.all, "figures"] as const,
  quarantined: () => [...deliveryKeys.all, "quarantined"] as const,
  webhook: () => [...deliveryKeys.all, "webhook"] as const,
};

export const deliveryQueries = {
  list: (view: DeliveryView) =>
    infiniteQueryOptions({
      queryKey: deliveryKeys.list(view),
      queryFn: ({ pageParam, signal }) =>
        fetchJson(listPath(view, pageParam), async () => (await shapes()).DeliveryPage, { signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      refetchInterval: ASK_AGAIN_MS,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: deliveryKeys.detail(id),
      queryFn: ({ signal }) =>
        fetchJson(`/api/deliveries/${encodeURIComponent(id)}`, async () => (await shapes()).DeliveryDto, { signal }),
    }),
  figures: () =>
    queryOptions({
      queryKey: deliveryKeys.figures(),
      queryFn: ({ signal }) =>
        fetchJson("/api/deliveries/figures", async () => (await shapes()).DeliveryFigures, { signal }),
      refetchInterval: ASK_AGAIN_MS,
    }),
  quarantined: () =>
    queryOptions({
      queryKey: deliveryKeys.quarantined(),
      queryFn: ({ signal }) =>
        fetchJson("/api/deliveries/quarantined", async () => (await shapes()).QuarantinedCount, { signal }),
    }),
  webhook: () =>
    queryOptions({
      queryKey: deliveryKeys.webhook(),
      queryFn: ({ signal }) =>
        fetchJson(
          "/api/deliveries/webhook",
          async () => (await import("@/lib/deliveries/webhook-standing")).WebhookStanding,
          { signal },
        ),
      refetchInterval: ASK_AGAIN_MS,
    }),
};

/** Where the bytes of a body are, exactly as they came. */
export const bytesPath = (id: string): string => `/api/deliveries/${encodeURIComponent(id)}/bytes`;

function listPath(view: DeliveryView, cursor: string | undefined): string {
  const given = Object.entries({ ...view, cursor }).filter(([, value]) => value !== undefined && value !== "");
  return `/api/deliveries?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`;
}
