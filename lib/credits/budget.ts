/** A budget belongs to the whole workspace or to one member; a member's scope is their user id. */
export const WORKSPACE_SCOPE = "workspace";

/** Days that every month has. */
export const RESET_DAY_MAX = 28;

export type Period = { startsAt: Date; endsAt: Date };

type Standing = { creditLimit: string | null; spent: string; held: string };

/** From here on a budget is nearly used up, where a workspace says nothing else. */
export const ALERT_PERCENT = 80;

type Share = { spent: number; held: number; isTight: boolean };

/** How much of a limit is spent and held, as shares of 1 that together are 1 at most; null where there is no limit. */
export function shareOf({ creditLimit, spent, held }: Standing, alertPercent = ALERT_PERCENT): Share | null {
  if (creditLimit === null) return null;
  const limit = Number(creditLimit);
  const part = (credits: string) => (limit > 0 ? Number(credits) / limit : 1);
  const spentShare = Math.min(1, part(spent));
  const heldShare = Math.min(1 - spentShare, limit > 0 ? part(held) : 0);
  return { spent: spentShare, held: heldShare, isTight: spentShare + heldShare >= alertPercent / 100 };
}

const CHECK_MS = { min: 30_000, max: 86_400_000 };

/** How long figures that start anew at `at` may stand: until then, by a clock that may be wrong, and for a day at most. */
export function msUntilReset(at: string | undefined, now = Date.now()): number | false {
  return at !== undefined && Math.min(Math.max(Date.parse(at) - now, CHECK_MS.min), CHECK_MS.max);
}

/** The month around `now` that begins on `resetDay` (1 to 28), midnight UTC. */
export function periodOf(now: Date, resetDay: number): Period {
  const isBefore = now.getUTCDate() < resetDay;
  const month = now.getUTCMonth() - (isBefore ? 1 : 0);
  return {
    startsAt: new Date(Date.UTC(now.getUTCFullYear(), month, resetDay)),
    endsAt: new Date(Date.UTC(now.getUTCFullYear(), month + 1, resetDay)),
  };
}
