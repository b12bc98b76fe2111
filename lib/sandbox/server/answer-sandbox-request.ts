import "server-only";
import { env } from "@/lib/env/server";
import { log } from "@/lib/log/log";
import { answerSandbox } from "@/lib/sandbox/server/answer-sandbox";
import { MOUNTED } from "@/lib/sandbox/server/mount";
import { json, type SandboxAnswer } from "@/lib/sandbox/server/sandbox-answer";

const HANG_MS = 120_000;
const DRIP_EVERY_MS = 20;
const DRIP_BYTES = 64;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A server that only returns answers cannot break a connection before the first byte: it breaks it after the first one. */
function brokenBody(): ReadableStream<Uint8Array> {
  let isStarted = false;
  return new ReadableStream({
    pull: (controller) => {
      if (isStarted) controller.error(new Error("the practice world breaks this connection"));
      else controller.enqueue(new TextEncoder().encode("{"));
      isStarted = true;
    },
  });
}

function drippingBody(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull: async (controller) => {
      await pause(DRIP_EVERY_MS);
      controller.enqueue(bytes.subarray(at, at + DRIP_BYTES));
      at += DRIP_BYTES;
      if (at >= bytes.length) controller.close();
    },
  });
}

async function toResponse({ status, headers, body, fault }: SandboxAnswer): Promise<Response> {
  switch (fault) {
    case "hang":
      await pause(HANG_MS);
      return new Response(brokenBody(), { status, headers });
    case "reset":
      return new Response(brokenBody(), { status, headers });
    case "drip":
      return new Response(drippingBody(body), { status, headers });
    default:
      return new Response(body, { status, headers });
  }
}

/** The emulator inside the app. Does not exist while PRACTICE is off. */
export async function answerSandboxRequest(request: Request): Promise<Response> {
  if (env.PRACTICE === "off") return new Response(null, { status: 404 });
  try {
    return await toResponse(await answerSandbox(request, MOUNTED));
  } catch (error) {
    log.error({ err: error }, "the practice world could not answer");
    return toResponse(json(503, { error: "The practice world cannot reach its database." }));
  }
}
