import { readHealth } from "@/lib/jobs/read-health";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const health = await readHealth();
  const status = health.status === "unavailable" ? 503 : 200;
  return Response.json(health, { status, headers: { "Cache-Control": "no-store" } });
}
