/** What a self-test of the webhook goes through, in this order. */
export const PROBE_STEPS = ["address", "connection", "tls", "direct", "answer", "arrival"] as const;
export type ProbeStep = (typeof PROBE_STEPS)[number];

export const PROBE_OUTCOMES = [
  "passed",
  "no_address",
  "refused",
  "no_connection",
  "tls_failed",
  "redirected",
  "sign_in_wall",
  "wrong_host",
  "not_ours",
  "unavailable",
  "server_error",
  "odd_status",
  "no_answer",
  "broken_off",
  "other_database",
  "changed",
] as const;
/** `passed`, or what stood in the way of the call. */
export type ProbeOutcome = (typeof PROBE_OUTCOMES)[number];

/** Why the provider cannot deliver to APP_URL whatever a test from this machine says; null where nothing speaks against it. */
export const OBSTACLES = ["private", "not_https"] as const;
export type Obstacle = (typeof OBSTACLES)[number];

export const PROBE_TIMEOUT_MS = 10_000;

const FAILS_AT: Record<Exclude<ProbeOutcome, "passed">, ProbeStep> = {
  no_address: "address",
  refused: "connection",
  no_connection: "connection",
  tls_failed: "tls",
  redirected: "direct",
  sign_in_wall: "answer",
  wrong_host: "answer",
  not_ours: "answer",
  unavailable: "answer",
  server_error: "answer",
  odd_status: "answer",
  no_answer: "answer",
  broken_off: "answer",
  other_database: "arrival",
  changed: "arrival",
};

/** `absent`: a plain HTTP address has no such step. `open`: not reached, or not tested yet. */
export type StepState = "passed" | "failed" | "absent" | "open";

/** How far a test got, step by step; null for one that was never made. */
export function stepStates(outcome: ProbeOutcome | null, appUrl: string): Record<ProbeStep, StepState> {
  const failedAt = outcome === null || outcome === "passed" ? null : PROBE_STEPS.indexOf(FAILS_AT[outcome]);
  const reached = outcome === "passed" ? PROBE_STEPS.length : (failedAt ?? 0);
  const hasTls = appUrl.startsWith("https:");
  const stateOf = (step: ProbeStep, index: number): StepState => {
    if (step === "tls" && !hasTls) return "absent";
    if (index === failedAt) return "failed";
    return index < reached ? "passed" : "open";
  };
  return Object.fromEntries(PROBE_STEPS.map((step, index) => [step, stateOf(step, index)])) as Record<
    ProbeStep,
    StepState
  >;
}

/** Ours to settle, and no fault of the address. */
export const SAYS_NOTHING: readonly ProbeOutcome[] = ["unavailable"];

/** The address as a person may see it: each call has a token of its own. */
export const targetAddress = (appUrl: string): string => `${appUrl}/api/webhooks/apollo/‹one per call›`;
