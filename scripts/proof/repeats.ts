import type { Ambiguity } from "@/scripts/proof/ambiguity";
import type { AskedLookup } from "@/scripts/proof/app-commands";
import type { SeenCall } from "@/scripts/proof/fault-proxy";
import type { Ground } from "@/scripts/proof/ground";
import { whoIn } from "@/scripts/proof/who";

const callsFor = (calls: readonly SeenCall[], who: string): number =>
  calls.filter(({ body }) => whoIn(body) === who).length;

/** Paid calls beyond the first for the same lookup, in one sentence each. */
export function findRepeats(calls: readonly SeenCall[], lost: readonly Ambiguity[]): string[] {
  const asked = Map.groupBy(lost, ({ who }) => who);
  const sent = Map.groupBy(calls, ({ body }) => whoIn(body));
  return [...asked].flatMap(([who, times]) => {
    const repeats = (sent.get(who)?.length ?? 0) - times.length;
    return repeats > 0 ? [`${repeats} paid repeats of the call for ${who}`] : [];
  });
}

/** A rep who is impatient asks once more while nobody knows: that sends nothing. */
export async function askAgainInDoubt({ desk, proxy }: Ground, asked: readonly AskedLookup[]): Promise<string[]> {
  const before = proxy.calls.length;
  const answers = await desk.ask("lookUp", [...asked]);
  const more = proxy.calls.length - before;
  const refused = answers.flatMap((answer) =>
    "refused" in answer ? [`asked again and refused: ${answer.refused}`] : [],
  );
  return more === 0 ? refused : [...refused, `${more} calls for lookups that were asked again in doubt`];
}

type Again = { figures: string; violations: string[] };

/** Only after a person has said that nothing was charged does the same lookup make a second call, and one only. */
export async function askAgainAfterDecision(
  ground: Ground,
  nextPerson: () => { id: string },
  times: number,
): Promise<Again> {
  const { desk, proxy, app, teams } = ground;
  const asked = teams.slice(0, times).map(({ workspaceId, admin, members }) => {
    const { id } = nextPerson();
    return { workspaceId, admin, who: id, lookup: { viewer: members[0] ?? admin, input: { apolloId: id } } };
  });
  const lookups = asked.map(({ lookup }) => lookup);
  proxy.decide(() => "lost");
  const answers = await desk.ask("lookUp", lookups);
  proxy.decide(() => "none");
  for (const [place, { admin }] of asked.entries()) {
    const answer = answers[place];
    if (!answer || !("lookupId" in answer)) continue;
    await desk.ask("decide", { viewer: admin, lookupId: answer.lookupId, decision: "not_charged" });
  }
  await desk.ask("lookUp", lookups);
  const counts = asked.map(({ who }) => callsFor(proxy.calls, who));
  const { rows } = await app.query<{ decided: number; matched: number }>(
    `SELECT (count(*) FILTER (WHERE decision = 'not_charged' AND resolution = 'person'))::int AS decided,
            (count(*) FILTER (WHERE state = 'matched'))::int AS matched
       FROM attempt WHERE request->>'apolloId' = ANY ($1)`,
    [asked.map(({ who }) => who)],
  );
  const [ends] = rows;
  const isRight =
    counts.every((count) => count === 2) && ends?.decided === asked.length && ends.matched === asked.length;
  const told = JSON.stringify({ counts, ends });
  return {
    figures: `${asked.length} asked again after a person's "not charged": 1 second call each`,
    violations: isRight ? [] : [`asked again after a decision: ${told}`],
  };
}
