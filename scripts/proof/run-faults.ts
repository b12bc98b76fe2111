import type { Fault, FaultProxy } from "@/scripts/proof/fault-proxy";
import type { Random } from "@/scripts/proof/random";

const FAULTS = [
  ...(["lost", "bad_gateway", "server_error", "reset", "cut", "hang", "swallow", "gateway_timeout"] as const),
  ...(["rate_limited", "rate_limited", "rate_limited"] as const),
] as const;
/** One call in so many. */
const ONE_IN = { full: 16, short: 6 };

type RunFaults = { count: () => number; stop: () => void };

/** From now on a call is spoiled now and then, the first soon. `count`: how many were. */
export function createRunFaults({ decide }: FaultProxy, form: "full" | "short", random: Random): RunFaults {
  let untilNext = 2;
  let count = 0;
  decide((): Fault => {
    untilNext -= 1;
    if (untilNext > 0) return "none";
    untilNext = 1 + random.below(2 * ONE_IN[form]);
    count += 1;
    return random.pick(FAULTS);
  });
  return {
    count: () => count,
    stop: () => {
      decide(() => "none");
    },
  };
}
