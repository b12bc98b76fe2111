/** A budget belongs to the whole workspace or to one member; a member's scope is their user id. */
export const WORKSPACE_SCOPE = "workspace";

/** Days that every month has. */
export const RESET_DAY_MAX = 28;

export type Period = { startsAt: Date; endsAt: Date };

/** The month around `now` that begins on `resetDay` (1 to 28), midnight UTC. */
export function periodOf(now: Date, resetDay: number): Period {
  const isBefore = now.getUTCDate() < resetDay;
  const month = now.getUTCMonth() - (isBefore ? 1 : 0);
  return {
    startsAt: new Date(Date.UTC(now.getUTCFullYear(), month, resetDay)),
    endsAt: new Date(Date.UTC(now.getUTCFullYear(), month + 1, resetDay)),
  };
}
