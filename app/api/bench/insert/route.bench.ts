import { newId } from "@/lib/ids/ids";
import { sha256 } from "@/lib/crypto/digest";
import { db } from "@/lib/db/client";

/**
 * The naive receiver that the webhook target is measured against: it believes the attempt it is told, and stores the body
 * by one `create`. In bench builds only.
 */
export async function POST(request: Request): Promise<Response> {
  const attemptId = new URL(request.url).searchParams.get("attempt") ?? "";
  const body = new Uint8Array(await request.arrayBuffer());
  const bodySha256 = new Uint8Array(sha256(Buffer.concat([body, Buffer.from("naive")])));
  const workspaceId = await practiceWorkspace();
  await db.delivery.create({
    data: { id: newId("delivery"), workspaceId, attemptId, body, bodySha256, state: "applied" },
  });
  return Response.json({ ok: true });
}

let known: Promise<string> | undefined;

function practiceWorkspace(): Promise<string> {
  known ??= db.workspace.findFirstOrThrow({ where: { kind: "practice" } }).then(({ id }) => id);
  return known;
}
