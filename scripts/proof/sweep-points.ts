import type { CallFault } from "@/scripts/proof/call-faults";

type Way = Omit<CallFault, "at">;

const QUERY_WAYS: readonly Way[] = [
  { moment: "before", how: "reset" },
  { moment: "after", how: "closed" },
  { moment: "before", how: "terminated" },
  { moment: "after", how: "reset" },
  { moment: "before", how: "closed" },
];

const NETWORK_WAYS: readonly Way[] = [
  { moment: "after", how: "reset" },
  { moment: "before", how: "reset" },
  { moment: "lost", how: "reset" },
];

/** Carried out, and nobody there to hear it: what came before the call is then done, and nothing that comes after it. */
const KILL: Way = { moment: "after", how: "kill" };

type Point = { at: number; call: string | undefined; isShort: boolean };

/** The ways in which one call fails: all of them or, in the short form, one, for a COMMIT that its answer is lost. */
export function faultsOf({ at, call, isShort }: Point): CallFault[] {
  const ways = isNetwork(call) ? NETWORK_WAYS : QUERY_WAYS;
  if (!isShort) return [...ways, KILL].map((way) => ({ at, ...way }));
  const telling = isNetwork(call) || call === "COMMIT" ? ways.filter(({ moment }) => moment === "after") : ways;
  const way = telling[at % telling.length];
  return way ? [{ at, ...way }] : [];
}

export const isNetwork = (call: string | undefined): boolean => call !== undefined && /^(GET|POST) \//.test(call);

export function describeFault({ at, moment, how }: CallFault, call = "one that a clean run does not make"): string {
  return `call ${at} (${call}), ${how} ${moment}`;
}
