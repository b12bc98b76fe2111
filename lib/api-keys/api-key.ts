export const KEY_STATES = ["active", "disabled", "deleted"] as const;

export const KEY_HEALTHS = ["untested", "ok", "rejected", "restricted", "unreachable"] as const;
export type KeyHealth = (typeof KEY_HEALTHS)[number];
