/** `requested` waits for an admin; the others are ends. */
export const APPROVAL_STATES = ["requested", "approved", "declined", "withdrawn", "expired"] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** A wish that nobody answered for so long is given up; the rep has long gone on. */
export const APPROVAL_LASTS_DAYS = 7;
export const REASON_LENGTH_MAX = 300;

/** Whether a rep's lookup of this price waits for an admin. Credits are exact decimal text; a limit of null is none. */
export function isAbove(ceiling: number, approvalAbove: string | null): boolean {
  return approvalAbove !== null && ceiling > Number(approvalAbove);
}
