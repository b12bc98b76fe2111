"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Sunrise, X } from "lucide-react";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { listArrivals } from "@/components/arrivals/list-arrivals";
import { sinceWords } from "@/components/arrivals/since-words";
import { IntentLink } from "@/components/shared/intent-link";
import { Button } from "@/components/ui/button";
import { markSeenAction } from "@/lib/lookups/actions";
import type { Arrivals } from "@/lib/lookups/arrivals";
import { arrivalKeys, lookupQueries } from "@/lib/lookups/queries";

/** Long enough to have been read. */
const READ_AFTER_MS = 6000;

/** What came while the viewer was away. Once read, or put away, it is not told again. */
export function ArrivalsCard() {
  const { data: arrivals } = useQuery(lookupQueries.arrivals());
  return arrivals ? <Card key={arrivals.since} arrivals={arrivals} /> : null;
}

function Card({ arrivals }: { arrivals: NonNullable<Arrivals> }) {
  const dismiss = useTold(arrivals);
  return (
    <section
      aria-label="While you were away"
      className="mb-5 flex items-center gap-3 rounded-lg border bg-card py-2 pr-2 pl-4"
    >
      <Sunrise aria-hidden className="size-4 shrink-0 text-muted-foreground max-sm:hidden" />
      <p className="flex min-w-0 flex-1 flex-wrap gap-x-4 gap-y-1">
        <Since {...arrivals} />
        {listArrivals(arrivals).map(({ words, href }) => (
          <IntentLink key={words} href={href} className="rounded-sm font-medium underline-offset-3 hover:underline">
            {words}
          </IntentLink>
        ))}
      </p>
      <Button size="icon-sm" variant="ghost" aria-label="Put away" onClick={dismiss}>
        <X aria-hidden />
      </Button>
    </section>
  );
}

/** Moves the mark up to which the viewer has been told: by putting the card away, or by having had it in sight. */
function useTold({ until }: NonNullable<Arrivals>): () => void {
  const queryClient = useQueryClient();
  const { mutate, isSuccess } = useMutation({ mutationFn: () => markSeenAction({ until }) });
  const forget = () => {
    queryClient.setQueryData(arrivalKeys.own(), null);
  };
  const read = useEffectEvent(() => {
    mutate();
  });
  const leave = useEffectEvent(() => {
    if (isSuccess) forget();
  });
  // The external system is the clock: who leaves sooner has not read it.
  useEffect(() => {
    const timer = window.setTimeout(read, READ_AFTER_MS);
    return () => {
      window.clearTimeout(timer);
      leave();
    };
  }, []);
  return () => {
    mutate();
    forget();
  };
}

function Since({ since, until }: Pick<NonNullable<Arrivals>, "since" | "until">) {
  const timeZone = useSyncExternalStore(subscribeToNothing, ownTimeZone, serverTimeZone);
  return (
    <span className="text-muted-foreground" suppressHydrationWarning>
      Since {sinceWords(new Date(since), Date.parse(until), timeZone)}:
    </span>
  );
}

const subscribeToNothing = () => () => undefined;
const ownTimeZone = () => undefined;
const serverTimeZone = () => "UTC";
