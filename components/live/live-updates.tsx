"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { announceArrivals } from "@/components/live/announce-arrivals";
import { gatherChanges } from "@/components/live/gather";
import { inLots, onNextFrame } from "@/components/live/in-lots";
import { listen } from "@/components/live/listen";
import { refresh } from "@/components/live/refresh";
import { LiveRegion } from "@/components/shared/live-region";
import { activityKeys } from "@/lib/activity/queries";
import { apiKeyKeys } from "@/lib/api-keys/queries";
import { creditKeys } from "@/lib/credits/queries";
import { deliveryKeys } from "@/lib/deliveries/queries";
import type { StreamedEvent } from "@/lib/live/live-event";
import { approvalKeys, lookupKeys, lookupQueries } from "@/lib/lookups/queries";
import { noteKeys, taskKeys } from "@/lib/notes/queries";
import { peopleKeys } from "@/lib/people/queries";
import { runKeys } from "@/lib/runs/queries";

const ALL = [
  ...[lookupKeys.all, approvalKeys.all, peopleKeys.all, apiKeyKeys.all, creditKeys.all, deliveryKeys.all],
  ...[noteKeys.all, taskKeys.all, activityKeys.all, runKeys.all],
];
const CONCERN_DELIVERIES: ReadonlySet<StreamedEvent["kind"]> = new Set(["delivery", "lookup", "webhook"]);
/** Deliveries come in bursts, and what they brought goes first. */
const DELIVERIES_AFTER_MS = 250;

/** Listens to the workspace's stream, asks again for what it names, and says what has arrived. */
export function LiveUpdates() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [message, setMessage] = useState("");
  // The external systems are the server's event stream, the toasts and the tab's title.
  useEffect(() => {
    const telling = { say: setMessage, open: (path: string) => router.push(path) };
    const arrivals = announceArrivals(telling);
    const deal = (events: StreamedEvent[]) => {
      const changes = gatherChanges(events);
      arrivals.add(changes.arrivals);
      return Promise.all([refresh(queryClient, changes), tellDecisions(queryClient, changes.decided, telling)]);
    };
    const onChange = inLots(deal, onNextFrame);
    const onDelivery = inLots(
      async () => {
        await queryClient.invalidateQueries({ queryKey: deliveryKeys.all });
        await queryClient.invalidateQueries({ queryKey: lookupKeys.firstRun() });
      },
      (run) => setTimeout(run, DELIVERIES_AFTER_MS),
    );
    const stop = listen({
      open: () => new EventSource("/api/events"),
      onEvent: (event) => {
        onChange(event);
        // A rep hears of deliveries by their lookups.
        if (CONCERN_DELIVERIES.has(event.kind)) onDelivery(event);
      },
      onGap: () => askAgain(queryClient),
      isAwaiting: () => (queryClient.getQueryData(lookupQueries.pending().queryKey)?.phones ?? 0) > 0,
    });
    return () => {
      stop();
      arrivals.end();
    };
  }, [queryClient, router]);
  return <LiveRegion message={message} />;
}

/** Comes seldom: what tells it is fetched with the first one. */
async function tellDecisions(queryClient: QueryClient, decided: ReadonlySet<string>, telling: Telling): Promise<void> {
  if (decided.size === 0) return;
  const { announceDecision } = await import("@/components/lookups/announce-decision");
  await Promise.all([...decided].map((lookupId) => announceDecision(queryClient, lookupId, telling)));
}

type Telling = { say: (message: string) => void; open: (path: string) => void };

function askAgain(queryClient: QueryClient): void {
  for (const queryKey of ALL) void queryClient.invalidateQueries({ queryKey });
}
