import { readSessionToken } from "@/lib/auth/current-session";
import { requireViewer } from "@/lib/auth/require-viewer";
import { findSession } from "@/lib/auth/session-store";
import { ERRORS } from "@/lib/errors/errors";
import { toPublicError } from "@/lib/errors/to-public-error";
import { openEventStream } from "@/lib/live/open-event-stream";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  try {
    const reader = await requireViewer();
    const token = await readSessionToken();
    const readAgain = async () => token && findSession(token);
    return openEventStream({ reader, readAgain, signal: request.signal });
  } catch (error) {
    const refused = toPublicError(error, "/api/events");
    return Response.json(
      { error: refused },
      { status: ERRORS[refused.code].status, headers: { "Cache-Control": "no-store" } },
    );
  }
}
