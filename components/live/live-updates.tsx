"use client";

import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { LiveRegion } from "@/components/shared/live-region";
import { showToast } from "@/components/ui/toast";
import { StreamedEvent } from "@/lib/live/live-event";

const ROOTS = { lookup: ["lookups"], person: ["people"], phones_arrived: ["lookups"], key: ["apiKeys"] } as const;
const POLL_EVERY_MS = 5000;

/** Listens to the workspace's stream and asks again for what it names. Where no stream comes through, it polls. */
export function LiveUpdates() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [message, setMessage] = useState("");
  // The external system is the server's event stream.
  useEffect(() => {
    const arrived = (event: StreamedEvent) => {
      const isShown = event.ids.some((id) => window.location.href.includes(id));
      setMessage("Phone numbers arrived.");
      const person = event.ids.find((id) => id.startsWith("per_"));
      if (isShown || !person) return;
      showToast({
        id: "phones-arrived",
        title: "A phone number arrived",
        tone: "arrived",
        action: {
          label: "View",
          onClick: () => {
            router.push(`/people/${person}`);
          },
        },
      });
    };
    return listen(queryClient, arrived);
  }, [queryClient, router]);
  return <LiveRegion message={message} />;
}

function listen(queryClient: QueryClient, onArrived: (event: StreamedEvent) => void): () => void {
  let poll: ReturnType<typeof setInterval> | undefined;
  const askAgain = () => {
    for (const root of Object.values(ROOTS)) void queryClient.invalidateQueries({ queryKey: root });
  };
  const source = new EventSource("/api/events");
  let wasOpen = false;
  source.onopen = () => {
    clearInterval(poll);
    poll = undefined;
    // Events may have passed while the stream was away.
    if (wasOpen) askAgain();
    wasOpen = true;
  };
  source.onerror = () => {
    poll ??= setInterval(askAgain, POLL_EVERY_MS);
  };
  source.addEventListener("resync", askAgain);
  source.onmessage = ({ data }) => {
    const event = readEvent(data);
    if (!event) return;
    void queryClient.invalidateQueries({ queryKey: ROOTS[event.kind] });
    if (event.kind === "phones_arrived") onArrived(event);
  };
  return () => {
    clearInterval(poll);
    source.close();
  };
}

function readEvent(data: unknown): StreamedEvent | null {
  if (typeof data !== "string") return null;
  try {
    return StreamedEvent.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
