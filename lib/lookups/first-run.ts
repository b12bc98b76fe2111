export const FIRST_STEPS = ["key", "webhook", "lookup"] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** `failed`: it was tried, and something stands in the way. `private`: APP_URL is no public HTTPS address yet. */
export const FIRST_STEP_STATES = ["open", "done", "failed", "private"] as const;
export type FirstStepState = (typeof FIRST_STEP_STATES)[number];
