import type { Bill } from "@/scripts/proof/emulator";
import { type AttemptSeen, differsIn, type World } from "@/scripts/proof/sweep-world";
import { differs } from "@/scripts/proof/verdict";

/** What must be the same when the answer itself was lost: all that came by callback, and what it cost. */
function paidFor({ attempts, people, money, audit }: World) {
  return {
    attempts: attempts.map(({ state, phone, ledger, deliveries, lookups }) => ({
      ...{ state, phone, ledger, deliveries },
      lookups: lookups.map(({ outcome, held, charged }) => ({ outcome, held, charged })),
    })),
    people: people.map(({ phone_state, phones }) => ({ phone_state, phones })),
    ...{ money, audit },
  };
}

/** Nobody is known by an answer that was never had. */
function answerOf({ people, companies }: World): unknown[] {
  return [...companies, ...people.flatMap(({ title, emails }) => [title ?? [], emails].flat())];
}

const NOT_CARRIED_OUT = { outcome: "failed", phone: "not_asked", error: "not_carried_out", held: 0, charged: 0 };

/**
 * How a lookup may end when one of its calls fails. The provider's own log decides: what was paid for is there as if
 * nothing had failed, but for the answer where nobody ever had it; what was not is as if it had never been asked for.
 */
export function judgeLookup(found: World, clean: World, bill: Bill): string[] {
  if (found.attempts.some(isOpen)) return [];
  if (bill.paid === 0) return judgeUnpaid(found, clean);
  const isAnswered = found.attempts.every((attempt) => attempt.isAnswered);
  if (isAnswered) return differsIn("in the end", found, clean);
  return [
    ...differs("what was paid for, its answer lost", paidFor(found), paidFor(clean)),
    ...differs("what is known from an answer that was lost", answerOf(found), []),
  ];
}

/** Who was not sure that it was asked for may have asked twice, and both stand in the audit. */
export function judgeErasure(found: World, clean: World): string[] {
  const once = (world: World): World => ({ ...world, audit: [...new Set(world.audit)] });
  return differsIn("in the end", once(found), once(clean));
}

/** Shown as unknown, with its hold: the leftovers say whether it is. */
export const isOpen = ({ state, isSettled }: AttemptSeen): boolean => state === "unknown" && !isSettled;

function judgeUnpaid({ attempts, ...rest }: World, { audit, keys }: World): string[] {
  const lookups = attempts.flatMap((attempt) => attempt.lookups);
  return [
    ...differs("what there is of a lookup that bought nothing", rest, {
      ...{ people: [], companies: [], money: [], keys, erased: [], audit },
    }),
    ...differs(
      "what a lookup says that bought nothing",
      lookups.map(({ outcome, phone, error, held, charged }) => ({ outcome, phone, error, held, charged })),
      lookups.map(() => NOT_CARRIED_OUT),
    ),
  ];
}
