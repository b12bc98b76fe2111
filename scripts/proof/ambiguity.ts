import type { RequestLookupInput } from "@/lib/lookups/schema";
import type { Fault } from "@/scripts/proof/fault-proxy";
import type { Ground, KeyedTeam } from "@/scripts/proof/ground";
import type { Random } from "@/scripts/proof/random";

/** How a call loses its answer. `killed`: the process that sent it is. */
export const WAYS = ["lost", "bad_gateway", "reset", "cut", "hang", "gateway_timeout", "killed"] as const;
export type Way = (typeof WAYS)[number];

export type Ambiguity = {
  team: KeyedTeam;
  way: Way;
  /** What the call names its person by. */
  who: string;
  input: Partial<RequestLookupInput>;
};

/** Silence stands for two things: carried out, or not. */
export function faultOf(way: Way, random: Random): Fault {
  return way === "killed" || way === "hang" ? random.pick(["hang", "swallow"]) : way;
}

/** A mobile that is billed and whose callback never comes: with the answer lost too, only a person can say what it cost. */
const NEVER_CALLED_BACK = "phone.never@magic.example";

type Drawing = {
  ground: Ground;
  random: Random;
  nextPerson: () => { id: string };
  count: number;
  isShort: boolean;
};

const IN_A_ROUND_KILLED = 5;

/**
 * Rounds of at most two for each key. Every fifth round its sender is killed. One in a hundred is never called back, and
 * with many there are pairs, which the figures cannot always tell apart.
 */
export function drawAmbiguities({ ground, random, nextPerson, count, isShort }: Drawing): Ambiguity[][] {
  const rounds: Ambiguity[][] = [];
  let drawn = 0;
  let silent = Math.ceil(count / 100);
  const drawOne = (team: KeyedTeam, way: Way): Ambiguity => {
    drawn += 1;
    if (silent > 0 && way === "reset" && !hasSilent(rounds, team)) {
      silent -= 1;
      return { team, way, who: NEVER_CALLED_BACK, input: { email: NEVER_CALLED_BACK, revealPhoneNumber: true } };
    }
    const { id } = nextPerson();
    return { team, way, who: id, input: { apolloId: id, revealPhoneNumber: random.chance(0.5) } };
  };
  while (drawn < count) {
    const isKilled = rounds.length % IN_A_ROUND_KILLED === 1;
    const round: Ambiguity[] = [];
    rounds.push(round);
    for (const team of random.shuffled(ground.teams)) {
      const times = !isShort && random.chance(0.05) ? 2 : 1;
      for (let time = 0; time < times && drawn < count; time += 1) {
        round.push(drawOne(team, isKilled ? "killed" : (WAYS_BUT_KILLED[drawn % WAYS_BUT_KILLED.length] ?? "lost")));
      }
    }
  }
  return rounds;
}

const WAYS_BUT_KILLED = WAYS.filter((way) => way !== "killed");

function hasSilent(rounds: readonly Ambiguity[][], team: KeyedTeam): boolean {
  return rounds.flat().some((one) => one.team === team && one.who === NEVER_CALLED_BACK);
}
