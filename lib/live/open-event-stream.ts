import "server-only";
import { z } from "zod";
import { CHANNELS } from "@/lib/live/channels";
import { isForReader, LIVE_KINDS, type LiveEvent, type Reader } from "@/lib/live/live-event";
import { subscribe } from "@/lib/live/listener";
import { log } from "@/lib/log/log";

export const HEARTBEAT_MS = 20_000;
const RECONNECT_MS = 1000;
/** An event rather than a comment, which a page never hears of: by it the page knows that the stream comes through. */
const BEAT = "event: beat\ndata: {}\n\n";
/** Frames that a reader may be behind. One that is further behind is let go; it comes back and catches up. */
const BACKLOG_MAX = 256;

type StreamOptions = {
  reader: Reader;
  /** Asked at each heartbeat: who reads now, or null when the session has ended. */
  readAgain: () => Promise<Reader | null>;
  signal: AbortSignal;
  heartbeatMs?: number;
};

const Notice: z.ZodType<LiveEvent> = z.object({
  workspaceId: z.string(),
  kind: z.enum(LIVE_KINDS),
  ids: z.array(z.string()),
  userId: z.string().optional(),
});

const encoder = new TextEncoder();
const held = globalThis as typeof globalThis & { perihelionStreams?: Set<Close> };
const open = (held.perihelionStreams ??= new Set());

/**
 * A stream of server-sent events for one reader: which of their workspace's records changed, by id. `resync` asks the page to
 * read everything again. Ends when the reader goes, their session ends or their workspace or role changes.
 */
export function openEventStream({ reader, readAgain, signal, heartbeatMs = HEARTBEAT_MS }: StreamOptions): Response {
  let close: Close = () => undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        close = startStream(controller, { reader, readAgain, heartbeatMs });
        if (signal.aborted) close();
        else signal.addEventListener("abort", () => close(), { once: true });
      },
      cancel: () => {
        close({ isCancelled: true });
      },
    },
    { highWaterMark: BACKLOG_MAX },
  );
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

/** Ends every stream of this process, so that the server can stop. */
export function closeEventStreams(): void {
  for (const close of [...open]) close();
}

/** A stream that its reader has cancelled is closed already. */
type Close = (how?: { isCancelled: boolean }) => void;
type Controller = ReadableStreamDefaultController<Uint8Array>;

function startStream(controller: Controller, options: Required<Omit<StreamOptions, "signal">>): Close {
  const { reader, readAgain, heartbeatMs } = options;
  const send = (text: string) => {
    if ((controller.desiredSize ?? 0) <= 0) close();
    else controller.enqueue(encoder.encode(text));
  };
  const unsubscribe = subscribe({
    channel: CHANNELS.changed,
    onNotice: (payload) => {
      const text = frameFor(payload, reader);
      if (text) send(text);
    },
    onGap: () => {
      send("event: resync\ndata: {}\n\n");
    },
  });
  const beat = setInterval(() => {
    readAgain().then(
      (now) => {
        if (isSame(now, reader)) send(BEAT);
        else close();
      },
      (error: unknown) => {
        // A database that is away for a moment ends no session.
        log.warn({ err: error }, "a stream's session could not be checked");
        send(BEAT);
      },
    );
  }, heartbeatMs);
  let isClosed = false;
  const close: Close = ({ isCancelled } = { isCancelled: false }) => {
    if (isClosed) return;
    isClosed = true;
    open.delete(close);
    clearInterval(beat);
    unsubscribe();
    if (!isCancelled) controller.close();
  };
  open.add(close);
  send(`retry: ${String(RECONNECT_MS)}\n${BEAT}`);
  return close;
}

function frameFor(payload: string, reader: Reader): string | null {
  const event = Notice.safeParse(parseJson(payload));
  if (!event.success || !isForReader(event.data, reader)) return null;
  const { kind, ids } = event.data;
  return `data: ${JSON.stringify({ kind, ids })}\n\n`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Anyone who can speak to the database can send a notice.
    return null;
  }
}

function isSame(now: Reader | null, before: Reader): boolean {
  return now?.userId === before.userId && now.workspaceId === before.workspaceId && now.role === before.role;
}
