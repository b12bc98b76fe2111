import { readStreamedEvent, type StreamedEvent } from "@/lib/live/live-event";

const TICK_MS = 5000;
/** The server is heard from every 20 s. A stream that is silent for longer is dead, or held back on its way. */
const SILENT_AFTER_MS = 50_000;

/** As much of an `EventSource` as is used here. */
type Stream = Pick<EventTarget, "addEventListener"> & Pick<EventSource, "close" | "readyState">;
type Listening = {
  open: () => Stream;
  onEvent: (event: StreamedEvent) => void;
  /** Events may have passed unheard: everything on the page is to be asked for again. */
  onGap: () => void;
  /** Whether the first words of the stream may come after an event that the page waits for. */
  isAwaiting: () => boolean;
};

/**
 * Listens until the answer is called. A break is mended in silence, followed by `onGap`; where no stream comes through,
 * `onGap` is called every five seconds instead.
 */
export function listen({ open, onEvent, onGap, isAwaiting }: Listening): () => void {
  let stream: Stream;
  let isHeard = false;
  // What is awaited now may come, and be counted as come, before the stream speaks for the first time.
  let hasGap = isAwaiting();
  let lastAt = Date.now();

  const hear = () => {
    lastAt = Date.now();
    if (isHeard) return;
    isHeard = true;
    if (hasGap || isAwaiting()) onGap();
    hasGap = false;
  };
  const lose = () => {
    isHeard = false;
    hasGap = true;
  };
  const connect = () => {
    lastAt = Date.now();
    stream = open();
    stream.addEventListener("beat", hear);
    stream.addEventListener("resync", onGap);
    stream.addEventListener("error", lose);
    stream.addEventListener("message", (message) => {
      hear();
      const event = readEvent(message);
      if (event) onEvent(event);
    });
  };
  const tick = () => {
    const isSilent = Date.now() - lastAt > SILENT_AFTER_MS;
    if (isHeard && !isSilent) return;
    lose();
    onGap();
    // A browser comes back by itself after a break, but never after an answer that is no stream, as a proxy's 502.
    if (!isSilent && stream.readyState !== CLOSED) return;
    stream.close();
    connect();
  };
  connect();
  const timer = setInterval(tick, TICK_MS);
  return () => {
    clearInterval(timer);
    stream.close();
  };
}

/** `EventSource.CLOSED`. */
const CLOSED = 2;

function readEvent(message: Event): StreamedEvent | null {
  if (!("data" in message) || typeof message.data !== "string") return null;
  try {
    return readStreamedEvent(JSON.parse(message.data));
  } catch {
    // What is not JSON is none of ours.
    return null;
  }
}
