import { newId } from "@/lib/ids/ids";
import { db } from "@/lib/db/client";

/** The naive receiver that the webhook target is measured against: one `create` a request. In bench builds only. */
export async function POST(request: Request): Promise<Response> {
  await request.arrayBuffer();
  await db.signInFailure.create({ data: { id: newId("failure"), accountKey: "bench", address: "bench" } });
  return Response.json({ ok: true });
}
