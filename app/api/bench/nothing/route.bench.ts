/** A route that does no work: what Next itself costs. In bench builds only. */
export function GET(): Response {
  return Response.json({ ok: true });
}
